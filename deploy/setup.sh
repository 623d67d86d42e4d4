# Sourced by ./botfarm, only when something is missing: installs what the asked set needs, and stamps it at the very end.
# Debian's packages, then the locked Python packages, then the local ERPs. Safe to interrupt and to start twice.
# shellcheck shell=bash disable=SC2154  # root, python and the stamps come from ./botfarm

say() { echo "botfarm set-up: $*" >&2; }

give_up() { # what is missing, one part a line
  say "this cannot be installed here ($1). Missing:"
  printf '  - %s\n' "${@:2}" >&2
  exit 2
}

set_up() { # run|demo|ledgersmb|test
  mkdir -p "$root/.tools"
  trap 'say "interrupted; the next start goes on" && exit 130' INT TERM
  exec 9>"$root/.tools/setup.lock"
  flock -n 9 || { say "another set-up is running; waiting for it" && flock 9; }
  install_system_parts "$1"
  install_python_packages "$([[ $1 == test ]] && echo dev || echo run)"
  case $1 in
    demo) install_tryton ;;
    ledgersmb) install_ledgersmb ;;
    test) install_tryton && install_ledgersmb ;;
  esac
  exec 9>&-
  trap - INT TERM
}

write_stamp() { # run|dev|tryton|ledgersmb; whole or not at all
  local stamp
  stamp=$(stamp_file "$1")
  expected_stamp "$1" >"$stamp.new" && mv -- "$stamp.new" "$stamp"
}

# --- the system ---------------------------------------------------------------------------------------------------

is_there() { # how name
  local fonts=(/usr/share/fonts /usr/local/share/fonts "${HOME:-/root}"/{.fonts,.local/share/fonts})
  case $1 in
    command) command -v -- "$2" >/dev/null ;;
    language) tesseract --list-langs 2>/dev/null | grep -qx -- "$2" ;;
    font) find "${fonts[@]}" -iregex "$(font_files "$2")" -print -quit 2>/dev/null | grep -q . ;;
    server) compgen -G "/usr/lib/$2/*/bin/initdb" >/dev/null ;;
    library) compgen -G "/usr/lib/*/$2" >/dev/null || [[ -e /usr/lib/$2 || -e /usr/lib64/$2 ]] ;;
    python) suitable_python >/dev/null ;;
    perl) [[ -x /usr/bin/perl ]] && /usr/bin/perl -e '($f = shift) =~ s!::!/!g; exit !grep { -e "$_/$f.pm" } @INC' "$2" ;;
    dojo) [[ -d /usr/share/javascript/$2 ]] ;;
  esac
}

font_files() { # a regular expression of files, any of which will do
  case $1 in
    latin) echo '.*/\(DejaVuSans\|LiberationSans-Regular\|NotoSans-Regular\)\.ttf' ;;
    liberation) echo '.*/LiberationSansNarrow-Regular\.ttf' ;; # generated bills are set in these two families
    dejavu) echo '.*/DejaVuSansCondensed\.ttf' ;;
    chinese) echo '.*/\(wqy-.*\|Noto[A-Za-z]*CJK.*\|SourceHanSans.*\|DroidSansFallback.*\)\.\(ttc\|ttf\|otf\)' ;;
  esac
}

suitable_python() { # prints the first Python that the lock was made for and that can make a virtual environment
  local candidate
  for candidate in python3.11 python3 /usr/bin/python3 python3.12 python3.13; do
    if "$candidate" -I -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
      2>/dev/null; then
      "$candidate" -I -c 'import sys; print(sys.executable)' && return
    fi
  done
  return 1
}

is_of() { # what is asked for, sets of a part
  [[ $1 == test || ,$2, == *,run,* || ,$2, == *,$1,* ]]
}

missing_parts() { # run|demo|ledgersmb|test; prints "package (what it is)" of each part that is not there
  local how name package sets
  while read -r how name package sets; do
    [[ $how == \#* ]] || ! is_of "$1" "$sets" || is_there "$how" "$name" || echo "$package ($how $name)"
  done <"$root/deploy/requirements/system"
}

install_system_parts() { # run|demo|ledgersmb|test
  local missing
  mapfile -t missing < <(missing_parts "$1")
  ((${#missing[@]})) || return 0
  is_debian || give_up "this is not Debian: install these by your system's own means" "${missing[@]}"
  if ((EUID == 0)); then
    as_root=()
  elif can_sudo; then
    as_root=(sudo)
  else
    give_up "neither root nor sudo; as root: apt-get install ${missing[*]%% (*}" "${missing[@]}"
  fi
  say "installing Debian packages: ${missing[*]%% (*}"
  quietly "$root/.tools/apt.log" "${as_root[@]}" dpkg --configure -a || true # completes what was interrupted
  apt_get update || say "apt-get update failed; going on with the lists as they are"
  apt_get install --no-install-recommends "${missing[@]%% (*}" || give_up "apt-get failed" "${missing[@]}"
  mapfile -t missing < <(missing_parts "$1")
  ((${#missing[@]} == 0)) || give_up "still not found after their installation" "${missing[@]}"
}

is_debian() { command -v apt-get >/dev/null && grep -qx 'ID="\?debian"\?' /etc/os-release; }

can_sudo() { # a person at a terminal may type a password
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }
}

apt_get() {
  quietly "$root/.tools/apt.log" "${as_root[@]}" env PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive \
    apt-get -yqq -o DPkg::Lock::Timeout=600 -o APT::Keep-Downloaded-Packages=false "$@"
}

quietly() { # log, command: its output only matters when it fails
  "${@:2}" >"$1" 2>&1 </dev/null || { tail -n 20 "$1" >&2 && return 1; }
}

# --- Python -------------------------------------------------------------------------------------------------------

install_python_packages() { # run|dev
  stamp_is_good "$1" && return
  local set=$1 base half_done=$root/.venv/botfarm-half-done
  base=$(suitable_python) || give_up "no suitable Python" "Python 3.11, 3.12 or 3.13 with venv and ensurepip"
  make_environment "$base"
  say "installing the locked Python packages ($set)"
  touch "$half_done"
  quietly "$root/.tools/pip.log" "$python" -I -m pip install --disable-pip-version-check --no-input --require-hashes \
    --no-deps --only-binary :all: --requirement "$root/deploy/requirements/$set.lock" || {
    rm "$half_done"
    give_up "pip failed; is there a network?" "the Python packages of deploy/requirements/$set.lock"
  }
  rm "$half_done"
  write_stamp run
  [[ $set == run ]] || write_stamp dev
}

make_environment() { # base Python; one that works, has not moved and was not left half done is kept
  if [[ -x $python && ! -e $half_done ]] && [[ $("$python" -I -c 'import pip, sys; print(sys.prefix)' 2>/dev/null) == "$root/.venv" ]] &&
    grep -qsF "$root/.venv" "$root/.venv/bin/activate"; then return; fi
  if [[ -L $root/.venv ]]; then
    give_up ".venv is a link, and what it leads to would be emptied" "a .venv of its own: remove the link"
  fi
  say "making the virtual environment .venv with $("$1" --version)"
  "$1" -I -m venv --clear "$root/.venv" || give_up "venv failed" "a Python that can make a virtual environment"
}

# --- the local ERPs -----------------------------------------------------------------------------------------------

install_tryton() {
  stamp_is_good tryton && return
  "$python" -P -m deploy.tryton.setup "$root/.tools/tryton" </dev/null >&2 ||
    give_up "its set-up failed" "the local Tryton (deploy/tryton/setup.py)"
  write_stamp tryton
}

install_ledgersmb() {
  stamp_is_good ledgersmb && return
  "$python" -P -m deploy.ledgersmb.setup "$root/.tools/ledgersmb" </dev/null >&2 ||
    give_up "its set-up failed" "the local LedgerSMB (deploy/ledgersmb/setup.py)"
  write_stamp ledgersmb
}
