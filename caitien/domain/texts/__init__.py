"""Vietnamese text (chữ): made comparable, signs and look-alikes settled, figures, differences word by word."""
