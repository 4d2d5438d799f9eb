#!/usr/bin/env bash
# Starts a release from a plan file and waits for its end. Needs bash, curl and jq, as every runner of GitHub has them.
#
#   PLAN, API_URL      the plan file; the API's address
#   AUDIENCE           what GitHub's token is made for (default: API_URL)
#   WAIT               true (default) or false
#   TIMEOUT_MINUTES    how long to wait for the end (default: 60)
#   STOP_WHEN_HELD     true: a hold or an approval ends the waiting at once (default: false)
#   RELEASES_TOKEN     outside of GitHub: the token, instead of asking GitHub for one
#   LOOK_EVERY         seconds between two looks (default: 10)
#   PATIENCE           seconds without an answer after which the API is unreachable (default: 120)
#
# Exit codes: 0 completed, or started and not waited for; 1 rolled back, or accepted by a person; 2 refused, nothing was written;
#             3 held, waiting for people, or still running when the waiting ended; 4 the API is unreachable; 64 called wrongly.
set -euo pipefail

readonly completed=0 rolled_back=1 refused=2 held=3 unreachable=4 usage=64

api=${API_URL%/}
audience=${AUDIENCE:-$api}
look_every=${LOOK_EVERY:-10}
patience=${PATIENCE:-120}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
token=""
token_until=0
id=""

# --- What GitHub shows ---

data() { # text of a command: these characters end it
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

property() {
  local text
  text=$(data "$1")
  text=${text//:/%3A}
  printf '%s' "${text//,/%2C}"
}

annotate() { # level, title, text, [file, line, column]
  local where=""
  [ -z "${4:-}" ] || where="file=$(property "$4"),line=$5,col=$6,"
  printf '::%s %stitle=%s::%s\n' "$1" "$where" "$(property "$2")" "$(data "$3")"
}

output() {
  # A value with a line end would be read as a second output.
  printf '%s=%s\n' "$1" "$(printf '%s' "$2" | tr -d '\r\n')" >> "${GITHUB_OUTPUT:-/dev/null}"
}

summary() {
  cat >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
}

finish() { # exit code, result
  output result "$2"
  exit "$1"
}

# --- Talking to the API ---

sign_in() {
  if [ -n "${RELEASES_TOKEN:-}" ]; then
    token=$RELEASES_TOKEN
    token_until=$((SECONDS + 1000000))
    return
  fi

  if [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] || [ -z "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" ]; then
    annotate error "No token" "GitHub gives this job no token. Add to the job: permissions: { id-token: write, contents: read }"
    finish "$refused" refused
  fi

  local answer
  answer=$(printf 'header = "Authorization: bearer %s"\n' "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" |
    curl --silent --show-error --fail --max-time 30 --retry 3 --config - --get --data-urlencode "audience=$audience" "$ACTIONS_ID_TOKEN_REQUEST_URL") || {
    annotate error "No token" "GitHub does not answer with a token for '$audience'."
    finish "$unreachable" unreachable
  }
  token=$(jq --exit-status --raw-output .value <<< "$answer")
  echo "::add-mask::$token"
  # It is good for five minutes at least.
  token_until=$((SECONDS + 240))
}

status=0
ask() { # method, path, [file to send]: sets $status; the answer is in $work/answer. 0 if there was any answer.
  [ "$SECONDS" -lt "$token_until" ] || sign_in
  local send=()
  if [ -n "${3:-}" ]; then
    send=(--header 'Content-Type: application/yaml' --header "Idempotency-Key: $key" --data-binary "@$3")
  fi

  # Headers go through standard input: a command line is for everybody on the machine to see.
  status=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --silent --max-time 60 --config - --request "$1" "${send[@]}" --output "$work/answer" --write-out '%{http_code}' "$api$2") || status=0
  [ "$status" -ne 0 ]
}

ask_patiently() { # as ask, but an API that does not answer, or says "not now", is asked again until the patience is over
  local until=$((SECONDS + patience)) pause=1
  while true; do
    if ask "$@" && [ "$status" -ne 429 ] && [ "$status" -lt 500 ]; then
      return
    fi

    if [ "$SECONDS" -ge "$until" ]; then
      local last="no answer"
      [ "$status" -eq 0 ] || last="HTTP $status"
      annotate error "The release API is unreachable" "$api: $last, for $patience s."
      [ -z "$id" ] || echo "The release $id goes on without being watched." | summary
      finish "$unreachable" unreachable
    fi

    sleep "$pause"
    pause=$((pause < 8 ? pause * 2 : 8))
  done
}

field() {
  jq --raw-output "$1 // \"\"" "$work/${2:-answer}"
}

# --- The steps ---

check_call() {
  if [ -z "${PLAN:-}" ] || [ -z "$api" ]; then
    annotate error "Nothing to start" "A plan and an api-url are needed."
    finish "$usage" refused
  fi

  if [ ! -f "$PLAN" ]; then
    annotate error "No such plan" "There is no file '$PLAN'. Is the repository checked out?"
    finish "$usage" refused
  fi

  if ! [[ ${TIMEOUT_MINUTES:-60} =~ ^[0-9]{1,5}$ ]]; then
    annotate error "No such time" "timeout-minutes is '$TIMEOUT_MINUTES'; it must be a whole number."
    finish "$usage" refused
  fi

  # The same attempt of the same run starts one release, however often it asks.
  key="github/${GITHUB_REPOSITORY:-local}/${GITHUB_RUN_ID:-$$-$RANDOM}/${GITHUB_RUN_ATTEMPT:-1}/$(basename "$PLAN")"
  key=${key:0:200}
}

start() {
  ask_patiently POST /api/releases "$PLAN"
  case $status in
    200 | 202) ;;
    422)
      jq --raw-output '.errors[]? | [.line, .column, .path, .message] | @tsv' "$work/answer" > "$work/mistakes"
      while IFS=$'\t' read -r line column path message; do
        annotate error "Mistake in the plan" "$path: $message" "$PLAN" "$line" "$column"
      done < "$work/mistakes"
      {
        echo '### Release refused: the plan has mistakes'
        echo
        jq --raw-output "$markdown"' "| line | column | where | what |", "|---|---|---|---|", (.errors[]? | "| \(.line) | \(.column) | \(.path | cell) | \(.message | cell) |")' "$work/answer"
      } | summary
      finish "$refused" refused
      ;;
    *)
      annotate error "The release was refused (HTTP $status)" "$(field '.detail')"
      { echo '### Release refused'; echo; jq --raw-output "$markdown"' .detail // "" | cell' "$work/answer"; } | summary
      finish "$refused" refused
      ;;
  esac

  id=$(field .id)
  output release-id "$id"
  output release-url "$api/api/releases/$id"
  echo "Started $id: $api/api/releases/$id"
}

# Texts of a plan are somebody's words: nothing in them is markup here.
readonly markdown='def cell: tostring | gsub("&"; "&amp;") | gsub("<"; "&lt;") | gsub(">"; "&gt;") | gsub("(?<mark>[\\[\\]|`*_~!\\\\])"; "\\\(.mark)") | gsub("[\r\n]+"; " ");'

# A value as people read it, in its unit: four digits tell enough.
readonly values='def digits: if . == 0 then 0 elif fabs >= 1000 then round else pow(10; 3 - (fabs | log10 | floor)) as $scale | (. * $scale | round) / $scale end;
  def time: if fabs >= 1000 then "\(. / 1000 | digits) s" else "\(digits) ms" end;
  def measured: if (.value | type) != "number" then .value // ""
    elif .unit == "ratio" then "\(.value * 100 | digits) %"
    elif .unit == "milliseconds" then .value | time
    elif .unit == "seconds" then .value * 1000 | time
    else .value | digits end;'

# A release that has just been taken up waits for nobody yet, and says so by naming nothing.
phase_of_release() {
  local phase
  phase=$(field .phase release | tr '[:upper:]' '[:lower:]')
  if [ "$phase" = waiting ] && [ -z "$(field '.reason // ([.waitingFor[]?] | join("; "))' release)" ]; then
    phase=starting
  fi
  echo "$phase"
}

watch() {
  local until=$((SECONDS + ${TIMEOUT_MINUTES:-60} * 60)) told="" now
  while true; do
    ask_patiently GET "/api/releases/$id"
    if [ "$status" -ne 200 ]; then
      annotate error "The release cannot be watched (HTTP $status)" "$(field '.detail')"
      finish "$unreachable" unreachable
    fi

    cp "$work/answer" "$work/release"
    now="$(phase_of_release) $(field .stage release)"
    if [ "$now" != "$told" ]; then
      told=$now
      echo "$(date -u +%H:%M:%S)  $now  $(field '.reason // ([.waitingFor[]?] | join("; "))' release)"
      case $now in
        held* | frozen* | rollbackfailed*) annotate warning "$id is ${now%% *}" "$(field .reason release)" ;;
      esac
    fi

    case $now in
      ended*) return 0 ;;
      held* | waiting* | frozen* | rollbackfailed*) [ "${STOP_WHEN_HELD:-false}" != true ] || return 0 ;;
    esac
    [ "$SECONDS" -lt "$until" ] || return 0
    sleep "$look_every"
  done
}

tell() {
  local outcome phase reason title
  phase=$(phase_of_release)
  outcome=$(field .outcome release | tr '[:upper:]' '[:lower:]')
  reason=$(field .reason release)
  title="Release $id: ${outcome:-$phase}"
  ask_patiently GET "/api/releases/$id/timeline"
  {
    echo "### $title"
    echo
    jq --raw-output "$markdown"' (.reason // "" | cell), "", "Stage: \(.stage // "-" | cell); exposure: \(.exposure // "-" | cell); plan \(.planHash[:12])" ' "$work/release"
    echo
    jq --raw-output "$markdown$values"'
      [.entries[]? | select(.evidence != null)] | if length == 0 then "Nothing was judged." else
        "| stage | criterion | verdict | value | condition | samples | exposure | window |", "|---|---|---|---|---|---|---|---|",
        (.[] | .stage as $stage | .evidence |
          "| \($stage // "" | cell) | \(.criterion // "" | cell) | \(.verdict // "" | cell) | \(measured | cell) | \(.condition // "" | cell) | \(.samples // "" | cell) | \(.exposure // "" | cell) | \([.window | .. | strings | .[11:19]] | join(" - ") | cell) |")
      end' "$work/answer"
    echo
    echo "[The release]($api/api/releases/$id) · [its timeline]($api/api/releases/$id/timeline)"
  } | summary

  case $outcome in
    completed)
      echo "Completed."
      finish "$completed" completed
      ;;
    rolledback)
      annotate error "$id was rolled back" "$reason"
      finish "$rolled_back" rolled-back
      ;;
    refused)
      annotate error "$id was refused" "$reason"
      finish "$refused" refused
      ;;
    "")
      case $phase in
        held | waiting | frozen | rollbackfailed)
          annotate error "$id waits for people" "It is ${phase}: ${reason:-$(field '[.waitingFor[]?] | join("; ")' release)}"
          finish "$held" held
          ;;
        *)
          annotate error "$id still runs" "It is ${phase} after ${TIMEOUT_MINUTES:-60} min, and goes on."
          finish "$held" running
          ;;
      esac
      ;;
    *)
      annotate error "$id ended: $outcome" "$reason"
      finish "$rolled_back" "$outcome"
      ;;
  esac
}

check_call
start
if [ "${WAIT:-true}" != true ]; then
  { echo "### Release $id started"; echo; echo "[The release]($api/api/releases/$id)"; } | summary
  finish "$completed" started
fi

watch
tell
