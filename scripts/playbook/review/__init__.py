"""A repository against the standards: what is read, what is decided, and how it is reported.

Nothing in here runs code of the repository that is reviewed, writes to it, or follows a link out of it.
"""
