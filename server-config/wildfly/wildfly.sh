# Read by install.sh and uninstall.sh; $wildfly is the home of the server.
modules=$wildfly/modules
configuration=$wildfly/standalone/configuration
[ -d "$modules/system/layers/base/org/eclipse/persistence/main" ] || refuse "$wildfly is not a WildFly"
export JBOSS_HOME="$wildfly"
umask 022
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Runs the commands of standard input in a server without ports, all or none; leaves what they print in $scratch/out. Files that come
# into being are for the user of the server alone.
cli() {
    { echo "embed-server --server-config=standalone-microprofile.xml --std-out=discard"; cat; echo stop-embedded-server; } \
        > "$scratch/commands"
    cp -p "$configuration/standalone-microprofile.xml" "$scratch/before.xml"
    if ! (umask 077 && "$wildfly/bin/jboss-cli.sh" --file="$scratch/commands") > "$scratch/out" 2>&1; then
        cp -p "$scratch/before.xml" "$configuration/standalone-microprofile.xml"
        grep -v '^{"outcome" => "success"}$' "$scratch/out" >&2
        exit 1
    fi
}

# An echo that leaves backslashes alone, which not every shell's does.
say() {
    printf '%s\n' "$1"
}

# The commands that add a resource unless it is there.
add() {
    echo "if (outcome != success) of $1:read-resource"
    say "    $1:add($2)"
    echo "end-if"
}

quoted() {
    printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"
}
