#!/bin/sh
# Takes the passport off a running Payara Server and sets back what install.sh has set. The database stays. May be run again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat >&2 <<USAGE
usage: $0 [--delete-secrets yes] [--driver NAME]
  --delete-secrets yes  also the password aliases, the master key among them: without it the database is unreadable
  --driver NAME         also this library, for example postgresql-42.7.14.jar
USAGE
    exit 2
}

delete_secrets=no driver=
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
        --delete-secrets) delete_secrets=$2 ;;
        --driver) driver=$2 ;;
        *) usage ;;
    esac
    shift 2
done
. "$here/asadmin.sh"

asadmin <<COMMANDS
list-applications
list-jdbc-connection-pools
list-threadpools server-config
list-network-listeners server-config
list-password-aliases
list-libraries
get property.*
COMMANDS
{
    ! grep -q '^weapp-passport ' "$scratch/out" || echo "undeploy weapp-passport"
    ! printed passport || echo "delete-jdbc-connection-pool --cascade=true passport"
    ! printed passport-self || printf '%s\n' "delete-network-listener passport-self" "delete-protocol passport-self"
    ! printed passport-self-threads || echo "delete-threadpool passport-self-threads"
    sed -n 's/^property\.payara\.microprofile\.\(passport\.[^=]*\)=.*/delete-config-property --source domain --propertyname \1/p' "$scratch/out"
    [ -z "$driver" ] || ! printed "$driver" || echo "remove-library $driver"
    if [ "$delete_secrets" = yes ]; then
        sed -n 's/^passport\.[a-z.-]*$/delete-password-alias &/p' "$scratch/out"
    fi
    # The values of the stock domain
    echo "set configs.config.server-config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size=5"
    echo "set-config-cache --duration 60"
    echo "delete-log-levels fish.payara.microprofile.jwtauth"
    echo "set-log-attributes com.sun.enterprise.server.logging.GFFileHandler.formatter=com.sun.enterprise.server.logging.ODLLogFormatter"
} > "$scratch/changes"
asadmin < "$scratch/changes"
