"""Thin adapters to engines that spread work over many machines; each calls the functions of ``archive.arrow``."""
