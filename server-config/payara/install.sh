#!/bin/sh
# Puts the passport on a running Payara Server: database, settings, secrets, threads, log, WAR. Run again, it changes what has changed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat >&2 <<USAGE
usage: $0 --war WAR --database h2|postgresql|mariadb [options]
  --driver JAR      the JDBC driver; H2's comes with Payara
  --url URL         of the database; H2 has a default: a file below the domain
  --user NAME       of the database; default: passport
  --settings FILE   lines NAME=VALUE; passport.properties has every name
  --secrets FILE    lines NAME=VALUE that become password aliases; - reads them from standard input
  --self-port PORT  of the listener by which the server reads our keys; default: 8079
  --log-format json one JSON document for each log record; default: text
USAGE
    exit 2
}
refuse() {
    echo "$1. Nothing has been changed." >&2
    exit 1
}

war= database= driver= url= user=passport settings= secrets= self_port=8079 log_format=text
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
        --war) war=$2 ;;
        --database) database=$2 ;;
        --driver) driver=$2 ;;
        --url) url=$2 ;;
        --user) user=$2 ;;
        --settings) settings=$2 ;;
        --secrets) secrets=$2 ;;
        --self-port) self_port=$2 ;;
        --log-format) log_format=$2 ;;
        *) usage ;;
    esac
    shift 2
done

case $database in
    h2)
        source=org.h2.jdbcx.JdbcDataSource
        url=${url:-'jdbc:h2:file:${com.sun.aas.instanceRoot}/passport/passport;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE'}
        ;;
    postgresql)
        source=org.postgresql.ds.PGSimpleDataSource
        # Else the driver tells the values of rows that collide, openids for example, and the server logs them
        case $url in
            *logServerErrorDetail=*) ;;
            jdbc:*\?*) url="$url&logServerErrorDetail=false" ;;
            jdbc:*) url="$url?logServerErrorDetail=false" ;;
        esac
        ;;
    mariadb) source=org.mariadb.jdbc.MariaDbDataSource ;;
    *) usage ;;
esac
case $log_format in
    text) formatter=com.sun.enterprise.server.logging.ODLLogFormatter ;;
    json) formatter=fish.payara.enterprise.server.logging.JSONLogFormatter ;;
    *) usage ;;
esac
[ -n "$war" ] && [ -n "$url" ] || usage
. "$here/asadmin.sh"
for file in "$war" "$driver" "$settings"; do
    [ -z "$file" ] || [ -r "$file" ] || refuse "$file cannot be read"
done
# Lines NAME=VALUE of a file, without comments
lines() {
    if [ -n "$1" ]; then sed 's/\r$//; /^[[:space:]]*\(#\|$\)/d' "$1"; fi
}
[ "$secrets" != - ] || secrets=/dev/stdin
lines "$settings" > "$scratch/settings"
lines "$secrets" > "$scratch/secrets"
! grep -hv '^passport\.[a-z.-]*=' "$scratch/settings" "$scratch/secrets" | sed 's/=.*//' | grep . >&2 \
    || refuse "These are no settings of the passport"
! grep -o '^[^=]*\(password\|secret\|-key\)\(\.[a-z.-]*\)\?=' "$scratch/settings" >&2 || refuse "These are secrets and belong to --secrets"
! grep -o '^[^=]*=$' "$scratch/secrets" >&2 || refuse "These secrets are empty"

# What is there already
asadmin <<COMMANDS
list-jdbc-connection-pools
list-jdbc-resources
list-threadpools server-config
list-network-listeners server-config
list-password-aliases
list-libraries
list-applications
get resources.*
get configs.config.server-config.*
COMMANDS
cp "$scratch/out" "$scratch/there"
there() {
    grep -qxF -- "$1" "$scratch/there"
}
# Payara starts anew what is set, even to the value that it has
set_once() {
    there "$1" || say "set $(quoted "$1")"
}
there passport.database-password || grep -q '^passport\.database-password=' "$scratch/secrets" \
    || refuse "passport.database-password is missing in --secrets"
config=configs.config.server-config
! there passport-self || there $config.network-config.network-listeners.network-listener.passport-self.port=$self_port \
    || refuse "The listener passport-self has another port: run uninstall.sh first"

# Secrets: an alias whose name is the name of a setting is a source of MicroProfile Config
while IFS='=' read -r name value; do
    # Each command has a password file of its own; the administrator's password must be in it, too
    cat ${AS_ADMIN_PASSWORDFILE:+"$AS_ADMIN_PASSWORDFILE"} /dev/null > "$scratch/$name"
    printf '\nAS_ADMIN_ALIASPASSWORD=%s\n' "$(printf %s "$value" | sed 's/\\/\\\\/g')" >> "$scratch/$name"
    verb=create
    ! there "$name" || verb=update
    echo "$verb-password-alias --passwordfile $scratch/$name $name"
done < "$scratch/secrets" > "$scratch/changes"
asadmin < "$scratch/changes"

{
    # The driver
    if [ -n "$driver" ] && ! there "$(basename "$driver")"; then
        say "add-library $(quoted "$driver")"
    fi

    # The database: jdbc/passport
    there passport || echo "create-jdbc-connection-pool --restype javax.sql.DataSource --datasourceclassname $source passport"
    for attribute in "datasource-classname=$source" "property.url=$url" "property.user=$user" \
        'property.password=${ALIAS=passport.database-password}' \
        steady-pool-size=4 max-pool-size=32 pool-resize-quantity=4 max-wait-time-in-millis=5000 \
        connection-validation-method=custom-validation \
        validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation \
        is-connection-validation-required=true fail-all-connections=true wrap-jdbc-objects=false \
        transaction-isolation-level=read-committed is-isolation-level-guaranteed=false; do
        set_once "resources.jdbc-connection-pool.passport.$attribute"
    done
    there jdbc/passport || echo "create-jdbc-resource --connectionpoolid passport jdbc/passport"

    # Threads for requests, and a listener with threads of its own for the server's look at our keys
    set_once $config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size=200
    there passport-self-threads || echo "create-threadpool --minthreadpoolsize 2 --maxthreadpoolsize 10 passport-self-threads"
    if ! there passport-self; then
        echo "create-protocol passport-self"
        echo "create-http --default-virtual-server server passport-self"
        echo "create-network-listener --address 127.0.0.1 --listenerport $self_port --protocol passport-self --threadpool passport-self-threads passport-self"
    fi

    # Settings
    sed 's/=/ /' "$scratch/settings" | while read -r name value; do
        say "set-config-property --source domain --propertyname $name --propertyvalue $(quoted "$value")"
    done
    echo "set-config-property --source domain --propertyname passport.self --propertyvalue http://127.0.0.1:$self_port"
    set_once $config.microprofile-config.cache-duration-seconds=5

    # Log: no stack trace for every bad token
    echo "set-log-levels fish.payara.microprofile.jwtauth=WARNING"
    echo "set-log-attributes com.sun.enterprise.server.logging.GFFileHandler.formatter=$formatter"
} > "$scratch/changes"
asadmin < "$scratch/changes"
if grep -q http-thread-pool "$scratch/changes"; then
    echo "More threads for requests: they come with the next start, so restart the domain (asadmin restart-domain)."
fi

# The WAR, unless it is this one that is deployed
deployed=applications.application.weapp-passport.property.passport-sha256
sum=$(sha256sum "$war" | cut -d ' ' -f 1)
if grep -q '^weapp-passport ' "$scratch/there"; then
    echo "get applications.application.weapp-passport.property.*" | asadmin
    ! printed "$deployed=$sum" || exit 0
fi
asadmin <<COMMANDS
deploy --force=true --name weapp-passport --contextroot / $(quoted "$war")
set $deployed=$sum
COMMANDS
