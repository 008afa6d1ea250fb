# Shared by bin/serve and bin/test, which set FOLDER (the project) and source this file. POSIX sh.

say() { printf '%s\n' "$*"; }
fail() {
    printf 'Cannot go on: %s\n' "$*" >&2
    exit 1
}

# Sets PYTHON to the first Python that is new enough and able to make environments.
find_python() {
    without_venv=""
    for PYTHON in python3.11 python3.12 python3.13 python3.14 python3; do
        # Asking it to run is the only proof: a name on PATH may be a shim with nothing behind it.
        "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        "$PYTHON" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
        without_venv=$PYTHON
    done
    [ -z "$without_venv" ] || fail "$without_venv lacks its venv module." \
        "Install it (on Debian and Ubuntu: apt-get install python3-venv) and run this again."
    fail "no Python 3.11 or newer was found. Install one (on Debian and Ubuntu: apt-get install python3 python3-venv)" \
        "and run this again."
}

# need_disk MEGABYTES
need_disk() {
    free=$(df -Pk "$FOLDER" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "${free:-0}" -ge "$1" ] || fail "only ${free:-0} MB are free on the disk of $FOLDER, $1 MB are needed." \
        "Free some space and run this again."
}

# is_ready VENV REQUIREMENTS...: the environment works and was made from exactly these files.
is_ready() {
    venv=$FOLDER/$1
    shift
    stamp=$(cd "$FOLDER" && cksum "$@")
    [ "$stamp" = "$(cat "$venv/requirements.stamp" 2>/dev/null)" ] && "$venv/bin/python" -c '' 2>/dev/null
}

# make_environment VENV REQUIREMENTS...: makes VENV from the first file, unless it is ready. The others are files that the
# first one reads. The stamp is written at the very end, so an installation that broke off is repeated.
make_environment() {
    if is_ready "$@"; then
        need_disk 100
        return
    fi
    need_disk 700
    find_python
    say "Installing what $2 lists into $1 with $("$PYTHON" --version); later starts skip this ..."
    "$PYTHON" -m venv --clear "$venv" || fail "$PYTHON could not make the environment $venv (the reason is above)."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$2" ||
        fail "not everything in $2 could be installed (the reason is above; network and disk are the usual ones)." \
            "Mend it and run this again."
    printf '%s\n' "$stamp" >"$venv/requirements.stamp"
}
