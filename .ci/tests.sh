# shellcheck shell=bash
# What `./lab test` and `./lab screenshots` do; sourced by ./lab, which has found the JDK and Maven ($maven, $here, say, die, build).
#
#   ./lab test                     every part this machine can run
#   ./lab test unit local          these parts only
#   ./lab test --all               a part that can't run is a failure
#   ./lab test --soak              the long tests too (the part soak: forty minutes and more)
#   ./lab test --min docker=20     a part that ran fewer tests than this is a failure

readonly ALL_PARTS=(unit local docker browser window)
readonly LONG_PARTS=(soak)

reports_of() { # $1: part
  find "$here/shop-server/target/test-reports/$1" "$here/lab-ui/target/test-reports/$1" \
    -name 'TEST-*.xml' 2>/dev/null || true
}

sum_of() { # $1: part, $2: attribute of <testsuite>
  local total=0 file value
  while IFS= read -r file; do
    value=$(sed -n "s/.*<testsuite [^>]* $2=\"\([0-9]*\)\".*/\1/p" "$file" | head -n 1)
    total=$((total + ${value:-0}))
  done < <(reports_of "$1")
  printf '%d' "$total"
}

# Why single tests of the part were skipped, a line each.
skipped_because() { # $1: part
  local file
  while IFS= read -r file; do
    sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p' "$file" | sed 's/^Assumption failed: //'
  done < <(reports_of "$1") | sort -u
}

# The images that compose.yaml and postgres.yaml fetch, but for two of the monitoring that no test needs.
official_images() {
  sed -n 's/.*: \${[A-Z_]*_IMAGE:-\([^}]*\)}.*/\1/p' "$here"/compose/{compose,postgres}.yaml |
    grep -v -e '^gsg-' -e '^grafana/' -e '/cadvisor:' | sort -u
}

missing_images() { # $@: images → those that are not on this machine
  local image
  for image in "$@"; do
    docker image inspect "$image" >/dev/null 2>&1 || printf '%s ' "$image"
  done
}

# Prints why the part can't run here; nothing when it can.
missing_for() {
  local lacking
  case "$1" in
    unit) ;;
    local | soak)
      has_nginx || printf 'nginx is not installed (Debian, Ubuntu: apt-get install nginx-light)'
      ;;
    window)
      if ! has_nginx; then
        printf 'nginx is not installed (Debian, Ubuntu: apt-get install nginx-light)'
      elif [ -x /sbin/ldconfig ] && [[ "$(/sbin/ldconfig -p)" != *libgtk-3.so.0* ]]; then
        printf 'the libraries that JavaFX draws with are not installed (Debian 12: apt-get install libgtk-3-0, Debian 13: libgtk-3-0t64)'
      fi
      ;;
    docker)
      if ! docker_answers; then
        printf 'no Docker engine with Compose v2 answers'
      elif [ -n "$(missing_images lblab/{nginx,redis,jre,kafka,prometheus,node-exporter,postgres}:offline)" ]; then
        # shellcheck disable=SC2046 # one word an image
        lacking=$(missing_images $(official_images))
        [ -z "$lacking" ] || printf 'images are missing (docker pull, or compose/offline/build-images): %s' "${lacking% }"
      fi
      ;;
    browser)
      if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
        printf 'Chromium is not installed (Debian: apt-get install chromium chromium-driver)'
      elif ! command -v chromedriver >/dev/null; then
        printf 'chromedriver is not installed (Debian: apt-get install chromium-driver)'
      fi
      ;;
    *) die "there is no part '$1' of the tests: the parts are ${ALL_PARTS[*]}" ;;
  esac
}

run_part() { # $1: part → exit code of Maven
  local goals=(test "-Dtest.tags=$1" "-Dtest.excludedTags=screenshots")
  [ "$1" = unit ] && goals=(spotless:check test)
  rm -rf "$here"/{shop-server,lab-ui}/target/test-reports/"$1"
  (cd "$here" && "$maven" -B -ntp --fail-at-end "${goals[@]}" "-Dtest.part=$1")
}

# One class of the part bench; .ci/bench calls this.
run_benchmark() { # $1: class, $2: its options, $3: its module
  build
  if [ "$1" = EngineBenchmark ]; then
    (cd "$here/.ci/gatling" && "$maven" -B -ntp -q package >&2) || echo "lab: Gatling could not be built; its row is left out." >&2
  fi
  (cd "$here" && "$maven" -B -ntp -pl "$3" test "-Dtest.tags=bench|local|window" -Dtest.excludedTags= -Dtest.part=bench -Djacoco.skip \
    "-Dtest=$1" "-Dtest.jvmArgs=$2")
}

run_tests() {
  if [ "${1:-}" = --benchmark ]; then
    run_benchmark "$2" "${3:-}" "${4:-shop-server}"
    return
  fi
  local parts=() all=0 soak=0 left_out=() troubles=() rows=() part reason started code least
  local passed=0 failed=0 skipped=0 tests bad skips
  while [ $# -gt 0 ]; do
    case "$1" in
      --all) all=1 ;;
      --soak) soak=1 ;;
      --min)
        [[ "${2:-}" =~ ^[a-z]+=[0-9]+$ ]] || die "--min takes PART=NUMBER, like --min docker=20"
        local "minimum_${2%=*}=${2#*=}"
        shift
        ;;
      -h | --help)
        sed -n '4,8s/^# *//p' "$here/.ci/tests.sh"
        return 0
        ;;
      -*) die "unknown option $1 of test: --all, --soak, --min PART=NUMBER, or the parts ${ALL_PARTS[*]}" ;;
      *) parts+=("$1") ;;
    esac
    shift
  done
  [ "${#parts[@]}" -gt 0 ] || parts=("${ALL_PARTS[@]}")
  [ "$soak" -eq 0 ] || parts+=("${LONG_PARTS[@]}")
  for part in "${parts[@]}"; do missing_for "$part" >/dev/null; done

  if is_debian && [ "$(id -u)" -eq 0 ]; then
    has_nginx || ensure_nginx
    ensure_fonts
  fi
  build
  for part in "${parts[@]}"; do
    reason=$(missing_for "$part")
    if [ -n "$reason" ]; then
      left_out+=("$part: $reason")
      continue
    fi
    say "== $part"
    started=$SECONDS
    code=0
    run_part "$part" || code=$?
    tests=$(sum_of "$part" tests)
    bad=$(($(sum_of "$part" failures) + $(sum_of "$part" errors)))
    skips=$(sum_of "$part" skipped)
    passed=$((passed + tests - bad - skips))
    failed=$((failed + bad))
    skipped=$((skipped + skips))
    rows+=("$(printf '%-8s %5d tests  %4d s' "$part" "$tests" $((SECONDS - started)))")
    least="minimum_$part"
    while IFS= read -r reason; do left_out+=("$part: $reason"); done < <(skipped_because "$part")
    [ "$code" -eq 0 ] || troubles+=("$part: Maven ended with $code")
    [ "$tests" -ge "${!least:-1}" ] || troubles+=("$part ran $tests tests, at least ${!least:-1} are expected")
    [ "$all" -eq 0 ] || [ "$skips" -eq 0 ] || troubles+=("$part skipped $skips tests")
  done
  if [ "$all" -eq 1 ] && [ "${#left_out[@]}" -gt 0 ]; then
    troubles+=("--all was asked for, and parts were left out")
  fi

  printf '\n'
  [ "${#rows[@]}" -eq 0 ] || printf '%s\n' "${rows[@]}"
  [ "${#left_out[@]}" -eq 0 ] || printf 'left out · %s\n' "${left_out[@]}"
  [ "${#troubles[@]}" -eq 0 ] || printf 'failed · %s\n' "${troubles[@]}"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "${#troubles[@]}" -eq 0 ] && [ "$failed" -eq 0 ]
}

# Takes the pictures of the documentation: shop pages and window without a display, then the window at 1920×1080.
take_screenshots() {
  local goals=(-B -ntp -q test -Dtest.tags=screenshots -Dtest.excludedTags= -Dtest.part=screenshots)
  build
  (cd "$here" && "$maven" "${goals[@]}") || return 1
  if command -v xvfb-run >/dev/null; then
    (cd "$here" && xvfb-run -s "-screen 0 1920x1080x24" "$maven" -pl lab-ui "${goals[@]}" -Dtest.jvmArgs=-Dlab.display=true)
  else
    say "left out: the window at 1920×1080, because xvfb-run is not installed"
  fi
}
