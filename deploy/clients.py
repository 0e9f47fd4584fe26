"""Clients of many tenants for a while: python3 deploy/clients.py BASE SECONDS TENANTS. Says per server what they saw, second by second.

Each tenant uploads a text, then reads that file ten times a second and now and then uploads another. What was acknowledged must be
there at the end. Exits with 1 when a tenant was moved, lost something, or failed on a server that nobody killed."""
import http.client, json, sys, threading, time, urllib.parse

base, seconds, tenants = urllib.parse.urlsplit(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
began, seen = time.monotonic(), []


class Tenant:
    def __init__(self, number):
        self.key, self.servers, self.files, self.line = f"scopix_Disturb{number % 10}{number:04d}tenantofits", set(), [], None

    def ask(self, method, path, body=None, headers={}):
        start = time.monotonic()
        try:
            self.line = self.line or http.client.HTTPConnection(base.hostname, base.port, timeout=20)
            self.line.request(method, "/api/v2" + path, body, {"Authorization": "Bearer " + self.key, **headers})
            answer = self.line.getresponse()
            status, server, text = str(answer.status), answer.getheader("X-Emulator-Instance"), answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.line, status, server, text = None, type(error).__name__, None, b""
        if server: self.servers.add(server)
        seen.append((start - began, time.monotonic() - start, self, status))
        return status, text

    def upload(self):
        name = f"note {len(self.files)} {time.monotonic_ns()}.txt"
        form = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n{self.key} {name}\r\n--b--\r\n'
        status, text = self.ask("POST", "/files/upload", form, {"Content-Type": "multipart/form-data; boundary=b"})
        if status[0] == "2": self.files.append(json.loads(text)["file_id"])

    def live(self):
        while not self.files and time.monotonic() - began < seconds:
            self.upload()
            time.sleep(0.1)
        turn = 0
        while self.files and time.monotonic() - began < seconds:
            turn += 1
            if turn % 10 == 0: self.upload()
            else: self.ask("GET", "/files/" + self.files[-1])
            time.sleep(0.1)


everybody = [Tenant(number) for number in range(tenants)]
threads = [threading.Thread(target=tenant.live) for tenant in everybody]
for thread in threads: thread.start()
for thread in threads: thread.join()

moved = [tenant.key for tenant in everybody if len(tenant.servers) != 1]
lost = [(tenant.key, file) for tenant in everybody for file in tenant.files if tenant.ask("GET", "/files/" + file)[0][0] != "2"]
hurt = 0
everybody = [tenant for tenant in everybody if tenant.servers]
for server in sorted({min(tenant.servers) for tenant in everybody}):
    there = [one for one in seen if one[2].servers and min(one[2].servers) == server]
    bad = [one for one in there if one[3][0] != "2"]
    hurt += bool(bad)
    times = sorted(one[1] * 1000 for one in there)
    kinds = {kind: sum(one[3] == kind for one in bad) for kind in {one[3] for one in bad}}
    print(f"{server}: {len({one[2] for one in there})} tenants, {len(there)} requests, median {times[len(times) // 2]:.0f} ms, 99 % {times[len(times) * 99 // 100]:.0f} ms; "
          + (f"failed {kinds}, from {bad[0][0]:.1f} to {max(one[0] for one in bad):.1f} s" if bad else "none failed"))
acknowledged = sum(len(tenant.files) for tenant in everybody)
print(f"{acknowledged} acknowledged uploads, {len(lost)} lost, {len(moved)} tenants moved")
sys.exit(bool(moved or lost or hurt > 1))
