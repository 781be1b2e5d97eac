"""The stages of a build, one file each.

A stage is asked with the memory and the inputs. It brings its part of the memory up to
date, and returns the problems that it knows of, whenever they were found.
"""
