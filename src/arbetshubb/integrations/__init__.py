"""The world outside: one package a service or file format, each with its own client and mapping."""
