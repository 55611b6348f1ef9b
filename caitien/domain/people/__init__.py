"""People and bodies as plain values (người và đơn vị): who leads, who is listed, who sits in the council."""
