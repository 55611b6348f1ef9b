"""Schools and bodies above them (trường, cơ quan cấp trên): opened and described, their units and their council."""
