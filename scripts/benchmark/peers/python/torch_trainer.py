"""The network in PyTorch: one linear layer, as its users would write it."""
import torch
from torch.nn.functional import mse_loss


class Adaptive:
    """Keras' AMSGrad: torch's with its epsilon."""

    def __init__(self, inputs, outputs, learning_rate):
        self.layer = torch.nn.Linear(inputs, outputs, bias=False)
        torch.nn.init.xavier_uniform_(self.layer.weight)
        self.optimizer = torch.optim.Adam(
            self.layer.parameters(), learning_rate, eps=1e-7, amsgrad=True)

    def step(self, X, Y):
        self.optimizer.zero_grad(set_to_none=True)
        mse_loss(self.layer(X), Y).backward()
        self.optimizer.step()

    def loss(self, X, Y):
        with torch.no_grad():
            return mse_loss(self.layer(X), Y).item()


class LeastMeanSquares:
    """W -= mu/B X^T (X W - Y), with the best mu for white noise: B / (B + d + 1)."""

    def __init__(self, inputs, outputs):
        limit = (6 / (inputs + outputs)) ** 0.5
        self.W = torch.empty(inputs, outputs).uniform_(-limit, limit)

    def step(self, X, Y):
        residual = torch.addmm(Y, X, self.W, beta=-1)
        self.W.addmm_(X.T, residual, alpha=-1 / (len(X) + X.shape[1] + 1))

    def loss(self, X, Y):
        return mse_loss(X @ self.W, Y).item()


class NormalEquations:
    """W = (X^T X)^-1 X^T Y by Cholesky's factors; a step is the whole solution."""

    def __init__(self, inputs, outputs):
        self.W = torch.zeros(inputs, outputs)

    def step(self, X, Y):
        factor = torch.linalg.cholesky(X.T @ X)
        self.W = torch.cholesky_solve(X.T @ Y, factor)

    def loss(self, X, Y):
        return mse_loss(X @ self.W, Y).item()


def make(optimizer, inputs, outputs, learning_rate):
    if optimizer == 'amsgrad':
        return Adaptive(inputs, outputs, learning_rate)
    return {'lms': LeastMeanSquares, 'exact': NormalEquations}[optimizer](inputs, outputs)


def prepare(threads):
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(7)
    return f'torch {torch.__version__}, {torch.get_num_threads()} threads of its own'


def tensor(array):
    return torch.from_numpy(array)
