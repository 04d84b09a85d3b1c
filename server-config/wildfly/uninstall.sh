#!/bin/sh
# Takes the passport off a stopped WildFly and sets back what install.sh has set. The database stays. May be run again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat >&2 <<USAGE
usage: $0 --wildfly HOME [--delete-secrets yes]
  --delete-secrets yes  also the encrypted secrets, the master key among them: without it the database is unreadable
USAGE
    exit 2
}
refuse() {
    echo "$1. Nothing has been changed." >&2
    exit 1
}

wildfly= delete_secrets=no
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
        --wildfly) wildfly=$2 ;;
        --delete-secrets) delete_secrets=$2 ;;
        *) usage ;;
    esac
    shift 2
done
[ -n "$wildfly" ] || usage
. "$here/wildfly.sh"

# The commands that remove a resource if it is there.
remove() {
    echo "if (outcome == success) of $1:read-resource"
    echo "    $1:remove"
    echo "end-if"
}

cli <<COMMANDS
/system-property=*:read-attribute(name=value)
/subsystem=elytron/expression=*:read-attribute(name=resolvers)
COMMANDS
{
    remove /deployment=weapp-passport.war
    remove /subsystem=datasources/data-source=passport
    for database in postgresql mariadb; do
        [ ! -d "$modules/io/weapp/passport/jdbc/$database" ] || remove "/subsystem=datasources/jdbc-driver=$database"
    done
    cat "$here/stock.cli"
    remove /subsystem=microprofile-config-smallrye/config-source=passport
    remove /system-property=org.wildfly.sigterm.suspend.timeout
    remove /subsystem=logging/logger=org.eclipse.persistence
    remove /subsystem=logging/logger=org.jboss.modules.define
    remove /subsystem=logging/json-formatter=JSON
    if [ "$delete_secrets" = yes ]; then
        sed -n 's/.*"system-property" => "\(passport\.[^"]*\)".*/\1/p' "$scratch/out" | while read -r name; do
            remove "/system-property=$name"
        done
        # Others may have resolvers as well; the last one goes with the resource
        if [ "$(grep -c '"credential-store" =>' "$scratch/out")" = 1 ]; then
            remove /subsystem=elytron/expression=encryption
        elif grep -q '"credential-store" => "passport"' "$scratch/out"; then
            echo "/subsystem=elytron/expression=encryption:list-remove(name=resolvers,value={name=passport,credential-store=passport,secret-key=key})"
        fi
        remove /subsystem=elytron/secret-key-credential-store=passport
    fi
} | cli
rm -rf "$modules/org/eclipse/persistence" "$modules/io/weapp"
find "$modules/org" "$modules/io" -depth -type d -empty -delete 2> "$scratch/none" || true
if [ "$delete_secrets" = yes ]; then
    rm -f "$configuration/passport.cs" "$configuration/passport.fingerprints"
fi
