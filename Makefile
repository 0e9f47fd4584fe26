.PHONY: help run build test contracts manifests claims assumptions observe requests report screenshots walk mutations kill soak many \
	openapi types minio semantic semantic-package clients pack wheel npm format bench bench-inner recording publish check ci

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## start the emulator on http://127.0.0.1:8340
	dotnet run --project emulator

build: ## build everything with every analyzer; warnings are errors, as in CI
	CI=true dotnet build --no-incremental -p:Platform=All

test: ## run the emulator's tests and the contract suite
	dotnet test

semantic: ## make scopix-semantic, the search by meaning, with its model in artifacts/semantic (form=native: without .NET)
	PROJECT=emulator/Semantic .ci/publish artifacts/semantic $(form)

semantic-package: ## create the package Scopix.Emulator.Semantic, which puts scopix-semantic beside a project's tests, in artifacts/
	dotnet pack emulator/Semantic -c Release -o artifacts -v quiet --nologo

contracts: ## run only the contract suite, against SCOPIX_BASE_URL if it is set
	dotnet test contracts/Suite

openapi: ## generate contracts/openapi.json and contracts/control.openapi.json from the contracts
	dotnet run --project emulator -- openapi >contracts/openapi.json.new && mv contracts/openapi.json.new contracts/openapi.json
	dotnet run --no-build --project emulator -- openapi --control >contracts/control.openapi.json.new \
		&& mv contracts/control.openapi.json.new contracts/control.openapi.json

types: ## write the types of the kits for Node and Python, and the constants of the .NET kit, after a change of the contracts
	SCOPIX_TYPES=write dotnet test tests --filter FullyQualifiedName~KitTypesTests

claims: ## write contracts/claims.json from a run of the contract suite
	SCOPIX_CONTRACT_CLAIMS=$(CURDIR)/contracts/claims.json dotnet run --project contracts/Suite -- -noColor

assumptions: ## write docs/assumptions.md from the contracts, after a change of them
	SCOPIX_ASSUMPTIONS=write dotnet test tests --filter FullyQualifiedName~AssumptionTests

observe: ## merge recordings of the live service into the contracts: make observe DIR=recordings; list what they refute
	dotnet run --project contracts/Tool -- observe $(or $(DIR),contracts/observed)

report: ## run the contract suite and write its report to report/
	mkdir -p report && SCOPIX_CONTRACT_REPORT=$(CURDIR)/report/ dotnet run --project contracts/Suite -- -noColor

walk: ## send requests=10000 at random through a proxy with --shadow, whose two emulators must agree (two minutes)
	SCOPIX_WALK=$(or $(requests),10000) dotnet test tests --filter FullyQualifiedName~ShadowTests

mutations: ## run the contract suite against about 1,200 small defects, then pairs and triples; write docs/mutations.md (some minutes)
	dotnet run --project tests/ContractMutations -- run --page=docs/mutations.md

kill: ## kill the emulator under load a hundred times and check every acknowledged write (15 minutes)
	dotnet build emulator -c Release -v q && dotnet run --project tests/Durability -- kill --times=$(or $(times),100) --seed=$(or $(seed),1)

soak: ## run mixed load for minutes=10, and record memory, handles and latencies in soak.csv
	dotnet build emulator -c Release -v q && dotnet run --project tests/Durability -- soak --minutes=$(or $(minutes),10)

many: ## measure lists, searches and uploads with a thousand to a million files, and write docs/performance/many-files.md (ten minutes)
	dotnet build emulator -c Release -v q
	dotnet run -c Release --project tests/Benchmarks/ManyFiles -- --page=docs/performance/many-files.md $(if $(sizes),--sizes=$(sizes))

bench: ## measure the published emulator and comparable programs, write docs/performance/benchmarks.md (six minutes; needs wrk, node, java)
	.ci/bench

bench-inner: ## measure signing, forms, records and lists without HTTP, and write docs/performance/pieces.md (two minutes)
	dotnet run -c Release --project tests/Benchmarks/Inner -- --page=$(CURDIR)/docs/performance/pieces.md

manifests: ## update fixtures/manifests after an intended change of the datasets
	SCOPIX_MANIFESTS=write dotnet test tests --filter "FullyQualifiedName~DatasetManifestTests|FullyQualifiedName~GeneratedFileGoldenTests"

requests: ## write requests/ from the contracts, after a change of them
	SCOPIX_REQUESTS=write dotnet test tests --filter FullyQualifiedName~RequestFilesTests

recording: ## draw docs/images/terminal.svg anew from a session with the program
	SCOPIX_RECORDING=write dotnet test tests --filter FullyQualifiedName~TerminalRecordingTests

screenshots: ## take the screenshots of docs/images anew (half a minute; needs node, chromium and make clients)
	SCOPIX_SCREENSHOTS=write dotnet test tests --filter FullyQualifiedName~ScreenshotTests

minio: ## start a MinIO on http://127.0.0.1:9100 for the tests
	.ci/minio 9100

clients: ## install the clients that tests/Clients runs
	cd tests/Clients && npm ci --no-audit --no-fund --omit=optional

pack: ## create the packages (emulator, tool, client, fixtures) in artifacts/
	.ci/pack artifacts

wheel: ## create the Python package in artifacts/, with the native program (some minutes; needs gcc, zlib1g-dev and python3)
	.ci/pack artifacts native
	python3 kits/python/build_wheel.py artifacts artifacts

npm: ## create the npm packages in artifacts/, with the native program (some minutes; needs gcc, zlib1g-dev and node)
	.ci/pack artifacts native
	node kits/node/pack.mjs artifacts artifacts

publish: ## publish the native program to artifacts/publish/native (some minutes; needs gcc and zlib1g-dev), its symbols beside it
	.ci/publish artifacts/publish/native native

format: ## format the code
	dotnet format

check: ## fail when the code is not formatted
	dotnet format --verify-no-changes

ci: ## run what CI runs
	.ci/run
