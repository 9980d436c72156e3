# shellcheck shell=sh
# The mirror's block in the Pi's config.txt: everything between the two markers is ours, the rest is the owner's.

block_start='# >>> otjang'
block_end='# <<< otjang'

# has_block FILE: true when FILE has one whole block; ends the script when the markers do not match up, because
# guessing could cost the owner's lines.
has_block() {
    starts=$(grep -cxF "$block_start" "$1" || true)
    ends=$(grep -cxF "$block_end" "$1" || true)
    if [ "$starts" -ne "$ends" ] || [ "$starts" -gt 1 ]; then
        echo "$1: the lines '$block_start' and '$block_end' do not match up; remove them by hand and run again" >&2
        exit 1
    fi
    [ "$starts" -eq 1 ]
}

# without_block FILE: the owner's lines.
without_block() {
    if has_block "$1"; then
        awk -v start="$block_start" -v end="$block_end" \
            '$0 == start { inside = 1 } !inside { print } $0 == end { inside = 0 }' "$1"
    else
        cat "$1"
    fi
}

# replace FILE NEW: puts NEW in FILE's place in one step, so that a power cut leaves either the old or the new file.
replace() {
    sync "$2" && mv -f "$2" "$1" && sync "$(dirname "$1")" || exit 1
}

# fragment_for OWNERS FRAGMENT: FRAGMENT less the settings that the file OWNERS makes already. Every dtoverlay is a
# setting of its own, whatever its parameters. One that names a camera's sensor stands in for camera_auto_detect,
# which must not be on beside it.
fragment_for() {
    awk '
        function until(line, mark) { return index(line, mark) ? substr(line, 1, index(line, mark) - 1) : line }
        function key(line) {
            sub(/[ \t\r]+$/, "", line)
            return line ~ /^dtoverlay=/ ? until(line, ",") : until(line, "=")
        }
        FILENAME == ARGV[1] && /^dtoverlay=(imx|ov)[0-9]/ { made["camera_auto_detect"] = 1 }
        FILENAME == ARGV[1] { if ($0 ~ /^[a-z]/) made[key($0)] = 1; next }
        !($0 ~ /^[a-z]/ && key($0) in made)
    ' "$1" "$2"
}

# end_line FILE: ends FILE's last line, if it is not ended.
end_line() { [ -z "$(tail -c 1 "$1")" ] || echo >>"$1"; }

# add_block FILE FRAGMENT: writes FRAGMENT as FILE's block. True when FILE changed. Callers ask in an `if`, where
# set -e does not hold: so every step is checked, and FILE is only replaced by a file that is whole.
add_block() {
    owners=$(mktemp) || exit 1
    new=$1.otjang-new
    without_block "$1" >"$owners" || exit 1
    end_line "$owners" || exit 1
    {
        cat "$owners" && echo "$block_start" && fragment_for "$owners" "$2" && echo "$block_end"
    } >"$new" || exit 1
    rm -f "$owners"
    if cmp -s "$1" "$new"; then
        rm -f "$new"
        return 1
    fi
    replace "$1" "$new"
}

# remove_block FILE: leaves the owner's lines. True when FILE changed.
remove_block() {
    has_block "$1" || return 1
    without_block "$1" >"$1.otjang-new" || exit 1
    replace "$1" "$1.otjang-new"
}
