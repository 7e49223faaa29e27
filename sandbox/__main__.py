"""`python -m sandbox`: the command line. `start.py` calls it once everything is installed."""

from sandbox.cli import main

if __name__ == "__main__":
    main(prog_name="start.py")
