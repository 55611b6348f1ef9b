"""Pictures (ảnh): photographs people take of their work, kept without what they tell of the person who took them.

``clean`` is the door: a picture in, a picture that is safe to keep out. ``encode`` does the work, as a program of its
own. No other room knows Pillow. What is kept of a picture, and why, is in ``docs/decisions/pillow.md``.
"""
