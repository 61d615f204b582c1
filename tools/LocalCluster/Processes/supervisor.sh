# Ends every process of a sandbox and removes its folder, once standard input reaches its end. The other end of that pipe is
# held by the process that made the sandbox and by nobody else, so the end comes when that process does, however it ends.
# Arguments: the folder. Input: a line "keep" keeps the folder.
trap '' HUP INT TERM
folder=$1
keep=
while IFS= read -r line; do
    [ "$line" = keep ] && keep=1
done

# Servers and their children are known by their working directory: it needs no list that a crash could leave incomplete.
members() {
    find /proc/[0-9]*/cwd -maxdepth 0 \( -lname "$folder" -o -lname "$folder/*" \) 2>/dev/null | cut -d/ -f3
}

tries=0
while pids=$(members) && [ -n "$pids" ] && [ "$tries" -lt 200 ]; do
    # SIGKILL ends a process that SIGSTOP has frozen, too.
    kill -KILL $pids 2>/dev/null
    tries=$((tries + 1))
    sleep 0.02
done

# PostgreSQL's small System V segment outlives a killed postmaster; line 7 of its lock file is "key id".
for lock in "$folder"/*/data/postmaster.pid; do
    [ -f "$lock" ] && ipcrm -m "$(sed -n '7s/^ *[0-9]* *//p' "$lock")" 2>/dev/null
done

[ -n "$keep" ] || rm -rf -- "$folder"
