"""Simulates the clients of many tenants: python3 deploy/clients.py BASE_URL SECONDS TENANTS

Each tenant uploads a text file, reads it ten times a second and uploads another one every second. At the end, the script prints the
requests and failures of each server and checks that every acknowledged upload still exists. It exits with 1 when a tenant was moved to
another server, an upload was lost, or requests failed on more than one server."""
import http.client, json, sys, threading, time, urllib.parse
from collections import Counter

base_url, seconds, tenant_count = urllib.parse.urlsplit(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
start_time, requests = time.monotonic(), []
FORM = ('--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
        '{key} {name}\r\n--b--\r\n')


def elapsed():
    return time.monotonic() - start_time


class Request:
    def __init__(self, tenant, start, duration, status):
        self.tenant, self.start, self.duration, self.status = tenant, start, duration, status

    @property
    def is_failed(self):
        return self.status[0] != "2"


class Tenant:
    def __init__(self, number):
        self.key, self.servers, self.files, self.connection = f"scopix_Disturb{number % 10}{number:04d}tenantofits", set(), [], None

    def send(self, method, path, body=None, headers={}):
        start = elapsed()
        try:
            self.connection = self.connection or http.client.HTTPConnection(base_url.hostname, base_url.port, timeout=20)
            self.connection.request(method, "/api/v2" + path, body, {"Authorization": "Bearer " + self.key, **headers})
            response = self.connection.getresponse()
            status, server, text = str(response.status), response.getheader("X-Emulator-Instance"), response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection, status, server, text = None, type(error).__name__, None, b""
        if server: self.servers.add(server)
        requests.append(Request(self, start, elapsed() - start, status))
        return status, text

    def upload(self):
        name = f"note {len(self.files)} {time.monotonic_ns()}.txt"
        body = FORM.format(name=name, key=self.key)
        status, text = self.send("POST", "/files/upload", body, {"Content-Type": "multipart/form-data; boundary=b"})
        if status[0] == "2": self.files.append(json.loads(text)["file_id"])

    def run(self):
        while not self.files and elapsed() < seconds:
            self.upload()
            time.sleep(0.1)
        turn = 0
        while self.files and elapsed() < seconds:
            turn += 1
            if turn % 10 == 0: self.upload()
            else: self.send("GET", "/files/" + self.files[-1])
            time.sleep(0.1)

    def count_lost_files(self):
        return sum(self.send("GET", "/files/" + file)[0][0] != "2" for file in self.files)


def print_server(server, sent):
    """Prints one line for a server; returns whether requests failed there."""
    failed = [request for request in sent if request.is_failed]
    durations = sorted(request.duration * 1000 for request in sent)
    median, high = durations[len(durations) // 2], durations[len(durations) * 99 // 100]
    summary = f"{len({request.tenant for request in sent})} tenants, {len(sent)} requests, median {median:.0f} ms, 99 % {high:.0f} ms"
    failures = "none failed"
    if failed:
        first, last = failed[0].start, max(request.start for request in failed)
        failures = f"failed {dict(Counter(request.status for request in failed))}, from {first:.1f} to {last:.1f} s"
    print(f"{server}: {summary}; {failures}")
    return bool(failed)


tenants = [Tenant(number) for number in range(tenant_count)]
threads = [threading.Thread(target=tenant.run) for tenant in tenants]
for thread in threads: thread.start()
for thread in threads: thread.join()

moved = sum(len(tenant.servers) != 1 for tenant in tenants)
lost = sum(tenant.count_lost_files() for tenant in tenants)
by_server = {}
for request in requests:
    if request.tenant.servers: by_server.setdefault(min(request.tenant.servers), []).append(request)
failing_servers = sum([print_server(server, sent) for server, sent in sorted(by_server.items())])
print(f"{sum(len(tenant.files) for tenant in tenants)} acknowledged uploads, {lost} lost, {moved} tenants moved")
sys.exit(bool(moved or lost or failing_servers > 1))
