#!/bin/sh
# Prepares a WildFly for the passport WAR: the EclipseLink module and the configuration. May be run again.
set -eu

[ $# -eq 2 ] || { echo "usage: $0 WILDFLY_HOME ECLIPSELINK_JAR" >&2; exit 2; }
wildfly=$1
eclipselink=$2
here=$(cd "$(dirname "$0")" && pwd)
module="$wildfly/modules/system/layers/base/org/eclipse/persistence/main"

[ -d "$module" ] || { echo "$wildfly is not a WildFly: $module is missing" >&2; exit 1; }
cp "$here/module.xml" "$module/module.xml"
cp "$eclipselink" "$module/eclipselink.jar"
JBOSS_HOME="$wildfly" "$wildfly/bin/jboss-cli.sh" --file="$here/passport.cli"
