"""The live plan of a school (kế hoạch): uploaded papers, goals and tasks; papers in and papers out."""
