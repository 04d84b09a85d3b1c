#!/usr/bin/env bash
# Takes nodes out of nginx and brings them in again. It changes nodes.conf and reloads nginx, nothing else.
set -euo pipefail

: "${PASSPORT_NODES:=/etc/nginx/passport/nodes.conf}" "${ROLL_NGINX:=nginx}" "${ROLL_NGINX_PID:=/run/nginx.pid}"
: "${ROLL_PATIENCE:=180}"

usage() {
    cat >&2 <<'END'
usage: roll.sh list
       roll.sh out NODE             no new request goes to NODE; returns when those under way are answered
       roll.sh in NODE              waits until NODE is ready, then sends requests to it again
       roll.sh all COMMAND [ARG...] one node after the other: out, COMMAND ARG... NODE, in
NODE is an address as in nodes.conf, for example 10.0.0.11:8080
END
    exit 2
}

die() {
    echo "roll.sh: $*" >&2
    exit 1
}

nodes() { # all of them, or those whose line matches
    sed -n "/${1:-.}/s/^ *server  *\([^ ;]*\).*/\1/p" "$PASSPORT_NODES"
}

reload() {
    # A word for each argument that ROLL_NGINX carries, such as -c FILE
    # shellcheck disable=SC2086
    $ROLL_NGINX -t -q && $ROLL_NGINX -s reload
}

# Replaces nodes.conf at once, and puts the old one back if nginx does not like the new one
change() {
    local node=${2//./\\.} old
    old=$(mktemp "$PASSPORT_NODES.XXXXXX")
    cp -p "$PASSPORT_NODES" "$old"
    case $1 in
        out) sed -i "/^ *server  *$node[ ;]/s/;/ down;/" "$PASSPORT_NODES" ;;
        in) sed -i "/^ *server  *$node[ ;]/s/ down;/;/" "$PASSPORT_NODES" ;;
    esac
    if ! reload; then
        mv "$old" "$PASSPORT_NODES"
        die "nginx refuses the change; nothing was changed"
    fi
    rm "$old"
}

within() { # WHAT COMMAND...: tries until it succeeds or patience ends
    local what=$1 end=$((SECONDS + ROLL_PATIENCE))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || die "$what after $ROLL_PATIENCE s"
        sleep 0.2
    done
}

drained() { # the workers from before the reload end when their last request is answered
    ! pgrep -P "$(cat "$ROLL_NGINX_PID")" -f 'shutting down' > /dev/null
}

ready() {
    curl -sf -o /dev/null -m 5 "http://$1/.well-known/jwks.json"
}

known() {
    nodes | grep -qxF "$1" || die "$1 is not in $PASSPORT_NODES"
}

take_out() {
    known "$1"
    if ! nodes ' down;' | grep -qxF "$1"; then
        [ "$(nodes | grep -cvxFf <(nodes ' down;'))" -gt 1 ] || die "$1 is the last node that serves"
        change out "$1"
    fi
    sleep 0.5 # until the master has told its old workers
    within "requests are still under way on $1" drained
    echo "$1 is out"
}

bring_in() {
    known "$1"
    within "$1 is not ready" ready "$1"
    if nodes ' down;' | grep -qxF "$1"; then
        change in "$1"
    fi
    echo "$1 is in"
}

[ -r "$PASSPORT_NODES" ] || die "$PASSPORT_NODES is missing"
exec 9> "$PASSPORT_NODES.lock"
flock -n 9 || die "another roll.sh is at work"

case ${1:-} in
    list) [ $# -eq 1 ] || usage; grep -v '^#' "$PASSPORT_NODES" ;;
    out) [ $# -eq 2 ] || usage; take_out "$2" ;;
    in) [ $# -eq 2 ] || usage; bring_in "$2" ;;
    all)
        [ $# -ge 2 ] || usage
        shift
        for node in $(nodes); do
            take_out "$node"
            "$@" "$node" 9>&- || die "the command has failed for $node, which stays out"
            bring_in "$node"
        done
        ;;
    *) usage ;;
esac
