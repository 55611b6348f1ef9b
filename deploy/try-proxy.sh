#!/usr/bin/env bash
# The site behind nginx and TLS, both on loopback, by nginx.conf of this folder with other names and ports:
# redirect, cookies, headers, health in clear, measures shut, an address nobody can make up.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in nginx openssl curl; do command -v $tool >/dev/null || { echo "NOT TRIED: there is no $tool here."; exit 1; }; done
place=$(mktemp -d); site=$((20000 + RANDOM % 9000)) plain=$((30000 + RANDOM % 9000)) tls=$((40000 + RANDOM % 9000))
serving=""; trap 'kill $serving 2>/dev/null || true; nginx -p "$place" -c "$place/all.conf" -s stop 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$place"' EXIT

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "subjectAltName=DNS:localhost" \
  -keyout "$place/privkey.pem" -out "$place/fullchain.pem" 2>/dev/null
sed -e "s#127.0.0.1:8000#127.0.0.1:$site#; s#listen 80;#listen 127.0.0.1:$plain;#; s#listen 443 ssl;#listen 127.0.0.1:$tls ssl;#" \
  -e "s#caitien.truong.edu.vn#localhost#; s#/etc/ssl/caitien#$place#; s#https://\$host#https://\$host:$tls#; s#Host \$host;#Host \$http_host;#" deploy/nginx.conf >"$place/site.conf"
cat >"$place/all.conf" <<CONF
pid $place/pid; error_log $place/error.log; worker_processes 1; events {}
http { access_log off; client_body_temp_path $place/b; proxy_temp_path $place/p; fastcgi_temp_path $place/f; uwsgi_temp_path $place/u; scgi_temp_path $place/s; include $place/site.conf; }
CONF
nginx -p "$place" -c "$place/all.conf"
CAITIEN_VAR="$place/var" CAITIEN_DEMO=1 CAITIEN_HTTPS=1 CAITIEN_PROXIES=1 CAITIEN_ADDRESS="https://localhost:$tls" CAITIEN_LOG=json CAITIEN_METRICS_TOKEN=thu \
  CAITIEN_WEB_PROCESSES=1 CAITIEN_WORKERS=0 .venv/bin/caitien serve --port $site >"$place/out" 2>"$place/log" & serving=$!
ask() { curl --silent --cacert "$place/fullchain.pem" "$@"; }
for _ in $(seq 600); do ask "http://localhost:$plain/san-sang" | grep -q "sẵn sàng" && break; sleep 0.5; done
ask "http://localhost:$plain/san-sang" | grep -q "sẵn sàng" || { echo "NOT TRIED: the site did not open."; tail -5 "$place/out" "$place/log"; exit 1; }

failed=0
hold() { if eval "$2"; then echo "holds: $1"; else echo "DOES NOT HOLD: $1"; failed=1; fi; }
head=$(ask --dump-header - --output /dev/null "https://localhost:$tls/dang-nhap")
hold "http leads to https" '[ "$(ask --output /dev/null --write-out "%{http_code} %{redirect_url}" "http://localhost:$plain/dang-nhap")" = "301 https://localhost:$tls/dang-nhap" ]'
hold "health answers in clear" '[ "$(ask --output /dev/null --write-out "%{http_code}" "http://localhost:$plain/song")" = 200 ]'
hold "the sign-in page opens by TLS" 'grep -q "^HTTP/1.1 200" <<<"$head"'
hold "the browser is told to stay with TLS, subdomains too" 'grep -qi "strict-transport-security: max-age=31536000; includeSubDomains" <<<"$head"'
hold "cookies are of this host alone, by TLS alone" 'grep -qi "set-cookie: __Host-csrftoken=.*Secure" <<<"$head"'
hold "a policy of content stands" 'grep -qi "content-security-policy: .*object-src .none." <<<"$head"'
hold "nobody reads the measures through the proxy" '[ "$(ask --header "Authorization: Bearer thu" --output /dev/null --write-out "%{http_code}" "https://localhost:$tls/so-do")" = 404 ]'
hold "beside the proxy they are read with the token" 'ask --header "Authorization: Bearer thu" "http://127.0.0.1:$site/so-do" | grep -q "caitien_database_up 1.0"'
jar="$place/jar"; page=$(ask --cookie-jar "$jar" "https://localhost:$tls/dang-nhap")
token=$(grep -o 'name="csrfmiddlewaretoken" value="[^"]*"' <<<"$page" | head -1 | cut -d"\"" -f4 || true)
ask --cookie "$jar" --header "Referer: https://localhost:$tls/dang-nhap" --header "X-Forwarded-For: 203.0.113.9" --output /dev/null \
  --data-urlencode "csrfmiddlewaretoken=$token" --data login=khong-co --data password=khong-phai "https://localhost:$tls/dang-nhap"
hold "a failed sign-in is told by the address nginx saw, not by the one that was made up" 'grep -q "\"says\": \"sign-in failed\".*\"from_address\": \"127.0.0.1\"" "$place/log"'
hold "each request is a line of JSON" '.venv/bin/python -c "import json,sys; [json.loads(l) for l in open(sys.argv[1]) if l.startswith(\"{\")]" "$place/log" && grep -q "\"address\": \"/dang-nhap\"" "$place/log"'
exit $failed
