"""The formats of handouts, one file each: a document → the bytes of a file."""
