"""The internal document flow of a government office: 公文流转 on the desktop."""

__version__ = "0.1.0"
