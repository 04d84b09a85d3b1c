#!/usr/bin/env bash
# Runs the passport on Payara Micro in the foreground, and ends with an error if it cannot be started: Payara Micro itself
# stays up without it. What may be set is in README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
: "${PAYARA_MICRO_JAR:=$here/payara-micro.jar}" "${PASSPORT_WAR:=$here/weapp-passport.war}"
: "${PAYARA_MICRO_GRACE:=6}" "${PAYARA_MICRO_PATIENCE:=180}"
: "${PASSPORT_DATABASE:=h2}" "${JAVA_OPTIONS=-Xmx512m -XX:+ExitOnOutOfMemoryError}"
export PAYARA_MICRO_PORT=${PAYARA_MICRO_PORT:-8080} PAYARA_MICRO_SELF_PORT=${PAYARA_MICRO_SELF_PORT:-8081}
export PASSPORT_SELF=${PASSPORT_SELF:-http://127.0.0.1:$PAYARA_MICRO_SELF_PORT}

die() {
    echo "passport.sh: $*" >&2
    exit 1
}

case $PASSPORT_DATABASE in
    h2) class=org.h2.jdbcx.JdbcDataSource ;;
    postgresql) class=org.postgresql.ds.PGSimpleDataSource ;;
    mariadb) class=org.mariadb.jdbc.MariaDbDataSource ;;
    *) die "PASSPORT_DATABASE is $PASSPORT_DATABASE; it may be h2, postgresql or mariadb" ;;
esac
export PASSPORT_DB_DATASOURCE=${PASSPORT_DB_DATASOURCE:-$class}
if [ "$PASSPORT_DB_DATASOURCE" != org.h2.jdbcx.JdbcDataSource ]; then
    [ -n "${PASSPORT_DB_URL:-}" ] || die "PASSPORT_DB_URL is missing: the JDBC URL of the database"
    [ -r "${PASSPORT_DB_DRIVER_JAR:-}" ] || die "PASSPORT_DB_DRIVER_JAR must name the jar of the JDBC driver"
fi
for file in "$PAYARA_MICRO_JAR" "$PASSPORT_WAR"; do
    [ -r "$file" ] || die "$file is missing"
done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || die "there is no $java"

root=$PWD/payara-micro-$PAYARA_MICRO_PORT
options=(--nohazelcast --disablephonehome --port "$PAYARA_MICRO_SELF_PORT" --maxhttpthreads 20
    --rootdir "$root"
    --logproperties "${PAYARA_MICRO_LOGGING:-$here/logging.properties}"
    --prebootcommandfile "$here/pre-boot.asadmin" --postbootcommandfile "$here/post-boot.asadmin"
    --postdeploycommandfile "$here/post-deploy.asadmin")
[ "$PAYARA_MICRO_GRACE" = 0 ] || options+=(--shutdowngrace "$((PAYARA_MICRO_GRACE * 1000))")
[ -z "${PASSPORT_DB_DRIVER_JAR:-}" ] || options+=(--addlibs "$PASSPORT_DB_DRIVER_JAR")
if [ -n "${CREDENTIALS_DIRECTORY:-}" ]; then # systemd's; a file is named like the setting that it holds
    options+=(--secretsdir "$CREDENTIALS_DIRECTORY")
    if [ -r "$CREDENTIALS_DIRECTORY/passport.db.password" ]; then
        PASSPORT_DB_PASSWORD=$(< "$CREDENTIALS_DIRECTORY/passport.db.password")
        export PASSPORT_DB_PASSWORD
    fi
fi

# The answer of the public port, which opens when everything is deployed or has failed to be; 000 until then
answer() {
    # shellcheck disable=SC2016 # the inner shell expands it
    timeout 5 bash -c 'exec 3<> "/dev/tcp/127.0.0.1/$1"
        printf "GET /.well-known/jwks.json HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3
        read -r _ status _ <&3 && echo "$status"' - "$PAYARA_MICRO_PORT" 2> /dev/null || echo 000
}

[ "$(answer)" = 000 ] || die "port $PAYARA_MICRO_PORT is taken; is the passport running already?"
# Payara Micro keeps what the commands have made, so that at the next start the public port would open before the WAR is deployed
rm -rf -- "$root"
mkdir "$root"
# The words of JAVA_OPTIONS are options of their own
# shellcheck disable=SC2086
"$java" $JAVA_OPTIONS -jar "$PAYARA_MICRO_JAR" "${options[@]}" "$@" --contextroot / --deploy "$PASSPORT_WAR" &
server=$!
trap 'kill -TERM $server 2> /dev/null || true' TERM INT

# Without the passport Payara Micro answers 404, and goes on doing so: just opened, the port may say it once of any WAR
status=000 refusals=0
while [ "$status" != 200 ] && [ $refusals -lt 6 ] && [ $SECONDS -lt "$PAYARA_MICRO_PATIENCE" ] \
    && kill -0 $server 2> /dev/null; do
    sleep 0.5
    status=$(answer)
    [ "$status" != 404 ] || refusals=$((refusals + 1))
done
if [ "$status" != 200 ]; then
    kill -KILL $server 2> /dev/null || true
    wait $server 2> /dev/null || true
    case $status in
        404) die "the passport could not be deployed; the lines above say why" ;;
        *) die "the passport was not ready after $SECONDS s; the lines above say why" ;;
    esac
fi
echo "passport.sh: ready on port $PAYARA_MICRO_PORT after $SECONDS s"
[ -z "${NOTIFY_SOCKET:-}" ] || systemd-notify --ready

# A signal ends the first wait, not the server
while kill -0 $server 2> /dev/null; do
    wait $server && ended=0 || ended=$?
done
exit "${ended:-0}"
