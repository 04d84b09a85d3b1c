#!/bin/sh
# Prepares a stopped WildFly for the passport: EclipseLink, database, settings, secrets, threads, log, WAR. Run again, it changes what
# has changed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat >&2 <<USAGE
usage: $0 --wildfly HOME --eclipselink JAR --database h2|postgresql|mariadb [options]
  --driver JAR       the JDBC driver; H2's comes with WildFly
  --url URL          of the database; H2 has a default: a file in standalone/data
  --user NAME        of the database; default: passport
  --settings FILE    lines NAME=VALUE; passport.properties has every name and gives what is not there yet
  --secrets FILE     lines NAME=VALUE that are stored encrypted; - reads them from standard input
  --log-format json  one JSON document for each log record; default: text
  --war WAR          is deployed
USAGE
    exit 2
}
refuse() {
    echo "$1. Nothing has been changed." >&2
    exit 1
}

wildfly= eclipselink= database= driver= url= user=passport settings= secrets= log_format=text war=
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
        --wildfly) wildfly=$2 ;;
        --eclipselink) eclipselink=$2 ;;
        --database) database=$2 ;;
        --driver) driver=$2 ;;
        --url) url=$2 ;;
        --user) user=$2 ;;
        --settings) settings=$2 ;;
        --secrets) secrets=$2 ;;
        --log-format) log_format=$2 ;;
        --war) war=$2 ;;
        *) usage ;;
    esac
    shift 2
done

case $database in
    h2) url=${url:-'jdbc:h2:file:${jboss.server.data.dir}/passport;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE'} ;;
    postgresql)
        # Else the driver tells the values of rows that collide, openids for example, and the server logs them
        case $url in
            *logServerErrorDetail=*) ;;
            jdbc:*\?*) url="$url&logServerErrorDetail=false" ;;
            jdbc:*) url="$url?logServerErrorDetail=false" ;;
        esac
        ;;
    mariadb) ;;
    *) usage ;;
esac
case $log_format in
    text) console=COLOR-PATTERN log=PATTERN ;;
    json) console=JSON log=JSON ;;
    *) usage ;;
esac
[ -n "$wildfly" ] && [ -n "$eclipselink" ] && [ -n "$url" ] || usage
. "$here/wildfly.sh"
drivers=$modules/io/weapp/passport/jdbc/$database/main
[ "$database" = h2 ] || [ -n "$driver" ] || [ -f "$drivers/driver.jar" ] || refuse "--driver is missing"
for file in "$eclipselink" "$driver" "$settings" "$war"; do
    [ -z "$file" ] || [ -r "$file" ] || refuse "$file cannot be read"
done
[ "$secrets" != - ] || secrets=/dev/stdin
# Without comments and empty lines
lines() {
    sed 's/\r$//; /^[[:space:]]*\(#\|$\)/d' "${1:-/dev/null}"
}
lines "$settings" > "$scratch/settings"
lines "$secrets" > "$scratch/secrets"
! grep -hv '^passport\.[a-z.-]*=' "$scratch/settings" "$scratch/secrets" | sed 's/=.*//' | grep . >&2 \
    || refuse "These are no settings of the passport"
! grep -o '^[^=]*\(password\|secret\|-key\)\(\.[a-z.-]*\)\?=' "$scratch/settings" >&2 || refuse "These are secrets and belong to --secrets"
! grep -o '^[^=]*=$' "$scratch/secrets" >&2 || refuse "These secrets are empty"
! grep -F '${' "$scratch/secrets" | sed 's/=.*//' | grep . >&2 || refuse "These secrets hold \${, which WildFly would resolve"
grep -q 'pool-name="passport"' "$configuration/standalone-microprofile.xml" \
    || grep -q '^passport\.database-password=' "$scratch/secrets" \
    || refuse "passport.database-password is missing in --secrets"

# What is there already; and each secret encrypted, which gives another text every time
{
    cat "$here/store.cli"
    while read -r line; do
        say "/subsystem=elytron/expression=encryption:create-expression(resolver=passport,clear-text=$(quoted "${line#*=}"))"
    done < "$scratch/secrets"
    echo "/system-property=*:read-attribute(name=value)"
    echo "/subsystem=datasources/data-source=*:read-attribute(name=password)"
    echo "/subsystem=microprofile-config-smallrye/config-source=*:read-attribute(name=properties)"
} | cli
sed -n 's/.*"expression" => "\(${ENC::passport:.*}\)".*/\1/p' "$scratch/out" > "$scratch/encrypted"
awk -F '"' '
    /"system-property" => "/ { name = $(NF - 1) }
    /"data-source" => "/ { name = $(NF - 1) == "passport" ? "passport.database-password" : "" }
    /=> expression "/ { print name "=" $(NF - 1) }' "$scratch/out" > "$scratch/stored"

# A secret that has not changed keeps its text. Whoever can read this file can read the key beside it, too.
fingerprints=$configuration/passport.fingerprints
fingerprint() {
    printf '%s' "$1" | sha256sum | cut -d ' ' -f 1
}
while read -r line && read -r encrypted <&3; do
    name=${line%%=*}
    stored=$(sed -n "s/^$name=//p" "$scratch/stored")
    if [ -n "$stored" ] && grep -qxF "$(fingerprint "$stored$line")" "$fingerprints" 2> "$scratch/none"; then
        encrypted=$stored
    fi
    fingerprint "$encrypted$line" >&4
    echo "$name=$encrypted"
done < "$scratch/secrets" 3< "$scratch/encrypted" 4> "$scratch/fingerprints" > "$scratch/changed"

# EclipseLink, which WildFly supports but does not ship, and the driver. Modules of this name win over the server's own.
module() {
    mkdir -p "$2"
    cp "$here/$1" "$2/module.xml"
}
module eclipselink-module.xml "$modules/org/eclipse/persistence/main"
cp "$eclipselink" "$modules/org/eclipse/persistence/main/eclipselink.jar"
cp "$modules"/system/layers/base/org/eclipse/persistence/main/jipijapa-eclipselink-*.jar \
    "$modules/org/eclipse/persistence/main/jipijapa-eclipselink.jar"
if [ -n "$driver" ]; then
    module driver-module.xml "$drivers"
    sed -i "s/@database@/$database/" "$drivers/module.xml"
    cp "$driver" "$drivers/driver.jar"
fi

{
    # The database: java:/jdbc/passport
    add "/subsystem=datasources/jdbc-driver=$database" "driver-name=$database,driver-module-name=io.weapp.passport.jdbc.$database"
    pool=/subsystem=datasources/data-source=passport
    add $pool "jndi-name=java:/jdbc/passport,driver-name=$database,connection-url=$(quoted "$url")"
    for attribute in "driver-name,value=$database" "connection-url,value=$(quoted "$url")" "user-name,value=$(quoted "$user")" \
        min-pool-size,value=4 max-pool-size,value=32 blocking-timeout-wait-millis,value=5000 \
        transaction-isolation,value=TRANSACTION_READ_COMMITTED statistics-enabled,value=true \
        validate-on-match,value=true background-validation,value=false flush-strategy,value=EntirePool \
        valid-connection-checker-class-name,value=org.jboss.jca.adapters.jdbc.extensions.novendor.JDBC4ValidConnectionChecker; do
        say "$pool:write-attribute(name=$attribute)"
    done

    # Secrets: what a source of MicroProfile Config may not hold encrypted, a system property may
    while read -r line; do
        name=${line%%=*} value=$(quoted "${line#*=}")
        if [ "$name" = passport.database-password ]; then
            echo "$pool:write-attribute(name=password,value=$value)"
        else
            add "/system-property=$name" "value=$value"
            echo "/system-property=$name:write-attribute(name=value,value=$value)"
        fi
    done < "$scratch/changed"

    cat "$here/passport.cli"

    # Settings
    source=/subsystem=microprofile-config-smallrye/config-source=passport
    grep '^passport\.' "$here/passport.properties" | while read -r line; do
        grep -qF "\"${line%%=*}\" =>" "$scratch/out" || say "$line"
    done | cat - "$scratch/settings" | while read -r line; do
        say "$source:map-put(name=properties,key=${line%%=*},value=$(quoted "${line#*=}"))"
    done

    echo "/subsystem=logging/console-handler=CONSOLE:write-attribute(name=named-formatter,value=$console)"
    echo "/subsystem=logging/periodic-rotating-file-handler=FILE:write-attribute(name=named-formatter,value=$log)"
    [ -z "$war" ] || say "deployment deploy-file $(quoted "$war") --name=weapp-passport.war --runtime-name=weapp-passport.war --replace"
} | cli
touch "$fingerprints"
chmod 600 "$fingerprints"
# Of the secrets that were not given this time, too
sort -u "$scratch/fingerprints" "$fingerprints" > "$scratch/all"
cat "$scratch/all" > "$fingerprints"
