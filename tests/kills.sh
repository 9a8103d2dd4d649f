#!/usr/bin/env bash
# Kills builds and updates at random moments and looks at what is left: always an index that
# `resq check` finds sound and that answers as before or as after, and that the next run completes.
#
#     cargo build --release && bash tests/kills.sh 200 target/release/resq
#
# With strace installed, `bash tests/kills.sh calls target/release/resq` kills one update instead at
# every system call that changes the folder of the index, one after the other.
set -euo pipefail

how=${1:-200} resq=$(realpath "${2:-target/release/resq}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$resq" synth texts --count 400 2>/dev/null
mkdir corpus

# Changes some files; $1 says which state the corpus is to have. No two states have as many clauses.
corpus() {
  rm -rf corpus/now && mkdir corpus/now
  find texts -name '*.txt' | sort | sed -n "1,$((200 + $1 % 5 * 40))p" | xargs cp -t corpus/now
  [ $(($1 % 2)) = 0 ] || sed -i 's/Decides/Resolves/' corpus/now/000001*.txt
}

build() { "$resq" index corpus --index idx --jobs 2 "$@" >/dev/null 2>&1; }

clauses() { "$resq" status --index idx --format json 2>/dev/null | grep -o '"clauses":[0-9]*' | sed -n 1p; }

old=0 new=0 none=0

# What must hold after a kill; $1 and $2 are the clauses before and after.
survived() {
  local left
  if left=$(clauses) && [ -n "$left" ]; then
    "$resq" check --index idx >report 2>&1 || { cat report; echo "not sound"; exit 1; }
    case $left in
      "$1") old=$((old + 1)) ;;
      "$2") new=$((new + 1)) ;;
      *) echo "neither old nor new: $left, not $1 or $2"; exit 1 ;;
    esac
  else
    [ -z "$1" ] || { echo "the index is gone"; exit 1; }
    none=$((none + 1))
  fi
  build || { echo "the next run fails"; exit 1; }
  "$resq" check --index idx >report 2>&1 || { cat report; exit 1; }
  ! grep -q 'left over' report || { cat report; exit 1; }
  [ "$(clauses)" = "$2" ] || { echo "the next run does not complete it"; exit 1; }
}

# Returns the clauses of an index of the corpus as it is, and how many milliseconds a build takes.
measure() {
  rm -rf other
  local start
  start=$(date +%s%N)
  "$resq" index corpus --index other --jobs 2 >/dev/null 2>&1
  milliseconds=$((($(date +%s%N) - start) / 1000000))
  after=$("$resq" status --index other --format json 2>/dev/null | grep -o '"clauses":[0-9]*' | sed -n 1p)
}

randomly() {
  local before=""
  for ((number = 1; number <= $1; number++)); do
    corpus "$number"
    measure
    # Every tenth time the first build is killed, else an update or a build anew.
    local anew=()
    if [ $((number % 10)) = 0 ]; then rm -rf idx && before=""; fi
    if [ $((number % 4)) = 0 ] && [ -n "$before" ]; then anew=(--anew); fi
    "$resq" index corpus --index idx --jobs 2 "${anew[@]}" >/dev/null 2>&1 &
    local pid=$!
    sleep "$(printf '0.%03d' $((RANDOM % (milliseconds * 11 / 10 + 1) % 1000)))"
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
    survived "$before" "$after"
    before=$after
    [ $((number % 20)) != 0 ] || echo "$number kills: old $old, new $new, none yet $none"
  done
}

at_every_call() {
  local before number calls="/^(rename|unlink|mkdir|rmdir|fsync|fdatasync|ftruncate)"
  corpus 1 && build && before=$(clauses) && cp -r idx kept
  corpus 2 && measure
  for anew in "" --anew; do
    for ((number = 1; ; number++)); do
      rm -rf idx && cp -r kept idx
      # A shell of its own keeps quiet about the death of its child.
      bash -c '"$@" || exit 1' kill strace -f -qq -o /dev/null \
        -e "inject=$calls:signal=KILL:when=$number" \
        "$resq" index corpus --index idx --jobs 1 $anew >/dev/null 2>&1 && break
      survived "$before" "$after"
    done
    echo "$((number - 1)) calls ${anew:-of an update}"
  done
}

if [ "$how" = calls ]; then at_every_call; else randomly "$how"; fi
echo "old $old, new $new, none yet $none"
