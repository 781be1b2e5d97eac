"""What is published besides pages: the book as data, and other forms of it, one file each."""
