"""Tests of the office on a server, with real servers, registrars and persons."""
