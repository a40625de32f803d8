"""`python -m build_tools` is `sourcebook`."""

from build_tools.cli import main

if __name__ == "__main__":
    main(prog_name="sourcebook")
