"""Registers names as the program does that the format comes from: reads all, without a
lock, and writes all, in place. Arguments: the registry, the beginning of the names, the
first port, the number of names. Works when it gets a line."""
import sys


def read(path):
    applications = {}
    try:
        with open(path) as file:
            for line in file:
                line = line.strip()
                if line and not line.startswith("#"):
                    parts = line.split(":", 2)
                    if len(parts) >= 2 and parts[1].isdigit():
                        applications[parts[0]] = (int(parts[1]), parts[2] if len(parts) > 2 else "")
    except FileNotFoundError:
        pass
    return applications


def write(path, applications):
    with open(path, "w") as file:
        file.write("# Global Port Registry\n\n")
        for name, (port, description) in sorted(applications.items(), key=lambda each: each[1][0]):
            file.write(f"{name}:{port}:{description}\n")


print("ready", flush=True)
sys.stdin.readline()
for i in range(int(sys.argv[4])):
    applications = read(sys.argv[1])
    applications[f"{sys.argv[2]}-{i}"] = (int(sys.argv[3]) + i, "torture")
    write(sys.argv[1], applications)
