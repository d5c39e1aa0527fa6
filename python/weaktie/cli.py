import sys


def main() -> int:
    print("demo", sys.argv)
    return 0
