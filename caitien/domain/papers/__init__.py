"""What belongs to a Paper (văn bản): its JSON, its cells, paths and parts, its marks and signatures."""
