"""A body's own forms (biểu của cơ quan): mapped once, kept by version, filled with the figures of a round."""
