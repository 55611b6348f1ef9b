"""One school alone (bản lưu của một trường): out of a site with all that is its own, and into another beside others.

Nothing of another school is in it, and nothing that opens a door: people are names and roles, links and invitations
stay behind. Keys are given anew where it comes in.
"""
