"""Trains one network on one fixed batch: train.py LIBRARY TASK OPTIMIZER BATCH THREADS (0: default).

Says what it is in a line of JSON, then answers each line of commands with one:
{"seconds", "steps"}: at least so much of both -> {"rate"} in steps a second
{"until", "limit"}: afresh, 15,000 examples reshuffled each epoch, to that held-out loss or so many
  seconds -> {"seconds", "steps", "heldOut"}; evaluations and targets are not in the seconds
{"loss": true} -> {"loss", "steps"}
"""
import importlib
import json
import sys
import time

import numpy as np

import blas
import tasks

EXAMPLES, EPOCH_BATCH, HELD_OUT = 15000, 256, 512
RATES = {'dft': 0.03, 'spectrogram': 1e-3}


def say(answer):
    print(json.dumps(answer), flush=True)


def main(library, task, optimizer, batch, threads):
    peer = importlib.import_module(f'{library}_trainer')
    info = peer.prepare(int(threads))
    arrays = tasks.examples(task, int(batch), 1)
    X, Y = map(peer.tensor, arrays)

    def fresh():
        return peer.make(optimizer, arrays[0].shape[1], arrays[1].shape[1], RATES[task])

    trainer, steps = fresh(), 0
    say({'info': f'{info}; {blas.describe()}', 'loss': trainer.loss(X, Y)})
    for line in sys.stdin:
        command = json.loads(line)
        if 'until' in command:
            say(train_until(fresh(), peer.tensor, task, command['until'], command['limit']))
        elif 'loss' in command:
            say({'loss': trainer.loss(X, Y), 'steps': steps})
        else:
            done, begin, elapsed = 0, time.perf_counter(), 0
            while done < command['steps'] or elapsed < command['seconds']:
                trainer.step(X, Y)
                done += 1
                elapsed = time.perf_counter() - begin
            steps += done
            say({'rate': done / elapsed})


def train_until(trainer, tensor, task, target, limit):
    X, Y = tasks.examples(task, EXAMPLES, 2)
    held_out = [tensor(array) for array in tasks.examples(task, HELD_OUT, 3)]
    order = np.random.default_rng(4)
    seconds, steps, loss = 0, 0, trainer.loss(*held_out)
    while seconds < limit:
        for third in np.array_split(np.arange(0, EXAMPLES, EPOCH_BATCH), 3):
            if third[0] == 0:
                shuffled = order.permutation(EXAMPLES)
            for first in third:
                rows = shuffled[first:first + EPOCH_BATCH]
                part = tensor(X[rows]), tensor(Y[rows])
                begin = time.perf_counter()
                trainer.step(*part)
                seconds += time.perf_counter() - begin
                steps += 1
            loss = trainer.loss(*held_out)
            if loss <= target:
                return {'seconds': seconds, 'steps': steps, 'heldOut': loss}
    return {'seconds': seconds, 'steps': steps, 'heldOut': loss}


main(*sys.argv[1:])
