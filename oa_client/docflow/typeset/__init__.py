"""How a paper stands on its pages: geometry by GB/T 9704, shared by screen and print."""
