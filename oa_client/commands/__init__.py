"""The command line: everything that the window can do, for scripts, timers and checks."""
