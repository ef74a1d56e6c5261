"""The network in NumPy: AMSGrad with every array reused, nothing allocated."""
import numpy as np


class Adaptive:
    def __init__(self, inputs, outputs, learning_rate):
        limit = (6 / (inputs + outputs)) ** 0.5
        shape = (inputs, outputs)
        self.W = np.random.default_rng(7).uniform(-limit, limit, shape).astype(np.float32)
        self.G, self.M, self.V, self.H, self.T = (np.zeros(shape, np.float32) for _ in range(5))
        self.E = np.empty((0, outputs), np.float32)
        self.steps, self.learning_rate = 0, learning_rate

    def step(self, X, Y):
        W, G, M, V, H, T = self.W, self.G, self.M, self.V, self.H, self.T
        if len(self.E) != len(X):
            self.E = np.empty_like(Y)
        E = self.E
        beta1, beta2 = np.float32(0.9), np.float32(0.999)
        self.steps += 1
        np.matmul(X, W, out=E)
        np.subtract(E, Y, out=E)
        E *= np.float32(2 / E.size)
        np.matmul(X.T, E, out=G)
        # M = beta1 M + (1 - beta1) G, V = beta2 V + (1 - beta2) G^2, H = max(H, V)
        np.multiply(G, 1 - beta1, out=T)
        M *= beta1
        M += T
        G *= G
        G *= 1 - beta2
        V *= beta2
        V += G
        np.maximum(H, V, out=H)
        # W -= lr / (1 - beta1^t) M / (sqrt(H / (1 - beta2^t)) + eps)
        np.sqrt(H, out=T)
        T *= np.float32((1 - 0.999**self.steps) ** -0.5)
        T += np.float32(1e-7)
        np.divide(M, T, out=T)
        T *= np.float32(self.learning_rate / (1 - 0.9**self.steps))
        W -= T

    def loss(self, X, Y):
        return float(((X @ self.W - Y) ** 2).mean())


def make(optimizer, inputs, outputs, learning_rate):
    return {'amsgrad': Adaptive}[optimizer](inputs, outputs, learning_rate)


def prepare(threads):
    return f'numpy {np.__version__}'  # its threads are OpenBLAS's


def tensor(array):
    return array
