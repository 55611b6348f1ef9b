"""An office's own form (biểu của cơ quan): what stands in it, and the same file with figures in its blanks."""
