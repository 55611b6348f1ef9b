"""All regular expressions of the project (biểu thức chính quy), found and attacked."""
