#!/usr/bin/env bash
# Serves the sample work: at a terminal until Ctrl-C; where nobody watches, in the background for a quarter of an hour,
# so that whoever called gets the address and goes on. DEMO_SECONDS sets how long, in the foreground.
set -euo pipefail
serve=("$1" serve --demo --port "${PORT:-8465}")

if [ -n "${DEMO_SECONDS:-}" ]; then
    exec timeout --preserve-status --signal=TERM "$DEMO_SECONDS" "${serve[@]}"
elif [ -t 1 ]; then
    exec "${serve[@]}"
fi

mkdir -p "$NAMRO_DATA"
log="$NAMRO_DATA/serve.log"
setsid timeout --signal=TERM 900 "${serve[@]}" >"$log" 2>&1 </dev/null &
server=$!
for _ in $(seq 300); do
    if ! kill -0 "$server" 2>/dev/null; then
        cat "$log" >&2
        exit 1
    fi
    if grep -q "Ctrl-C" "$log"; then
        sed "s/Ctrl-C/kill $server (sau 15 phút sẽ tự dừng)/" "$log"
        exit 0
    fi
    sleep 0.2
done
cat "$log" >&2
exit 1
