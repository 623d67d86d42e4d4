# Habits for developers. A bare machine has no make: there `./botfarm test` does all of it.
.PHONY: check test format lock upgrade samples train eval eval-fields eval-unseen eval-rules eval-false-alarms eval-learning eval-fraud \
  eval-coding eval-orders pictures messages bench-stages bench-reading eval-difficult bench-keying openapi bench-audit bench-pages \
  bench-compliance chaos bare-debian

check:            ## all static checks
	deploy/check.sh

test:             ## set-up, static checks, every test
	./botfarm test

format:           ## ruff's formatting and its safe fixes
	.venv/bin/ruff check --quiet --fix --exit-zero .
	.venv/bin/ruff format .

lock:             ## the locked sets from pyproject.toml, versions kept where they still fit
	deploy/lock.sh

upgrade:          ## the locked sets with the newest versions
	deploy/lock.sh --upgrade

samples:          ## the sample documents and their truth, made anew
	.venv/bin/python -m samples.generate

train:            ## the weights by which header fields are chosen, from generated documents and BOTFARM_DOCUMENTS; those of codings
	.venv/bin/python -m benchmarks.training
	.venv/bin/python -m benchmarks.training.coding

eval: eval-fields eval-unseen eval-rules eval-learning eval-coding eval-difficult  ## every figure of docs/reading.md and docs/learning.md

eval-fields:      ## how well fields and lines are read, on a folder of documents with known truth (BOTFARM_DOCUMENTS)
	.venv/bin/python -m benchmarks.evaluate

eval-unseen:      ## the same on generated bills of layouts that nothing was trained on
	rm -rf farm-home/unseen
	.venv/bin/python -m benchmarks.generated --count 300 --seed 990000 --out farm-home/unseen
	.venv/bin/python -m benchmarks.evaluate farm-home/unseen

eval-rules:       ## the business rules of EN 16931 against their published unit cases (BOTFARM_DOCUMENTS)
	.venv/bin/python -m benchmarks.en16931_rules --least 0.98

eval-false-alarms:  ## what the rules on tax and particulars say of real documents, by XML and by page (BOTFARM_DOCUMENTS)
	.venv/bin/python -m benchmarks.false_alarms
	.venv/bin/python -m benchmarks.false_alarms --by-page

eval-fraud:       ## how much planted error and fraud is found in generated years, and how many honest documents are alarmed
	.venv/bin/python -m benchmarks.fraud --seeds 11 12 13

eval-learning:    ## how much one correction teaches, on odd and on generated forms
	.venv/bin/python -m benchmarks.learning
	.venv/bin/python -m benchmarks.learning --generated 250 --seed final

eval-coding:      ## how right proposed ledger accounts, tax codes and cost centres are, on generated years
	.venv/bin/python -m benchmarks.coding --seeds 3

eval-orders:      ## how well invoice lines are joined with order lines, on generated orders with planted differences
	.venv/bin/python -m benchmarks.order_matching.measure

pictures:         ## every page in every language, wide and on a phone, of the demo that has run
	.venv/bin/python -m benchmarks.pictures farm-home/demo

messages:         ## the words of the pages brought up to date in every language
	.venv/bin/python -m deploy.messages

bench-stages:     ## seconds a document by stage, from the record of a farm (the demo's, or BOTFARM_HOME)
	.venv/bin/python -m benchmarks.stages

bench-reading:    ## how fast documents are read, as ratios to the bare readers (FOLDER=, else the samples)
	.venv/bin/python -m benchmarks.reading $(FOLDER)

eval-difficult:   ## what becomes of difficult and broken files (BOTFARM_DIFFICULT, folders separated by colons)
	.venv/bin/python -m benchmarks.difficult

bench-keying:     ## seconds an invoice keyed in an open session, and how many of them are the ERP's, for each ERP set up
	.venv/bin/python -m benchmarks.keying

openapi:          ## docs/openapi.json from the code
	./botfarm api-schema > docs/openapi.json

bench-audit:      ## how fast a history of 100,000 entries is checked, in both databases and in a bundle
	.venv/bin/python -m benchmarks.audit

bench-pages:      ## how fast the pages answer with 200,000 documents, 200,000 failed jobs and 20 people, on both databases
	.venv/bin/python -m benchmarks.pages

bench-compliance: ## seconds and memory of the compliance report of a year of 20,000 documents
	.venv/bin/python -m benchmarks.compliance

chaos:            ## 200 documents under 60 faults on the fake ERP (SEED=1 ERP=fake DOCUMENTS=200 FAULTS=60)
	./botfarm chaos --documents $(or $(DOCUMENTS),200) --faults $(or $(FAULTS),60) --seed $(or $(SEED),1) --erp $(or $(ERP),fake)

bare-debian:      ## the set-up on a Debian 12 with nothing but git (root, some minutes, 3 GB under /tmp)
	deploy/bare-debian.sh
