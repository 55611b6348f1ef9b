"""Pages above the schools (cơ quan cấp trên): roster, rounds, what came; and what a school is asked."""
