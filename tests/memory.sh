#!/usr/bin/env bash
# Builds an index with several limits of memory, updates it, and looks at the most memory that the
# process ever had in use: never more than `--memory` says and a kilobyte for each file.
#
#     cargo build --release && bash tests/memory.sh 20000 target/release/resq
set -euo pipefail

count=${1:-20000} resq=$(realpath "${2:-target/release/resq}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$resq" synth corpus --count "$count" 2>/dev/null
# One that is longer than what a segment has room for, and as long as is read with little memory.
{
  printf 'A/RES/99/1\n\nThe General Assembly,\n\n'
  for ((number = 1; number <= 3000; number++)); do
    printf '%s. Calls upon all States to ratify the convention on matter %s of the list;\n\n' \
      $number $((number * number))
  done
} >corpus/long.txt

run() {
  local limit=$1 what=$2 peak
  shift 2
  /usr/bin/time -f 'peak of %M' "$resq" "$@" --memory "${limit}M" >/dev/null 2>report ||
    { cat report; exit 1; }
  peak=$(sed -n 's/^peak of //p' report)
  local most=$((limit * 1024 + count))
  printf '%4d MB, %-6s %8d kB of %8d\n' "$limit" "$what" "$peak" "$most"
  [ "$peak" -le "$most" ] || { echo "too much"; exit 1; }
}

for limit in 64 96 128 256; do
  rm -rf idx
  run $limit build index corpus --index idx
  ls idx/*.store | wc -l | sed 's/^/          segments: /'
  find corpus -name '*00.txt' -exec sed -i "1s/$/ /" {} +
  run $limit update index corpus --index idx
  find corpus -name '*00.txt' -exec sed -i '1s/ $//' {} +
done
