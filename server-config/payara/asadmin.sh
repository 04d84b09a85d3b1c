# Read by install.sh and uninstall.sh. asadmin itself takes AS_ADMIN_HOST, AS_ADMIN_PORT, AS_ADMIN_USER, AS_ADMIN_PASSWORDFILE.
asadmin=${ASADMIN:-asadmin}
command -v "$asadmin" > /dev/null || { echo "$asadmin is not there: set ASADMIN to PAYARA_HOME/bin/asadmin" >&2; exit 1; }
# asadmin asks for the width of the terminal, which a script may not have
export TERM=dumb
umask 077
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Runs the commands of standard input in one asadmin; leaves what they print in $scratch/out.
asadmin() {
    cat > "$scratch/commands"
    "$asadmin" --interactive=false multimode --file "$scratch/commands" 2>&1 | sed 's/ *$//' > "$scratch/out"
    # The result of multimode is that of its last command
    ! grep -B 3 '^Command .* failed\.$' "$scratch/out" >&2 || exit 1
    grep -q '^Command multimode executed' "$scratch/out" || { cat "$scratch/out" >&2; exit 1; }
}

# Whether the last asadmin printed exactly this line.
printed() {
    grep -qxF -- "$1" "$scratch/out"
}

# An echo that leaves backslashes alone, which not every shell's does.
say() {
    printf '%s\n' "$1"
}

quoted() {
    printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"
}
