# The lecture's steps as PyTorch has them, for those who come from there.
# code 1A
net = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid())
# end
# code 1A.bias
unbiased = nn.Sequential(nn.Linear(2, 1, bias=False), nn.Sigmoid())
ones = torch.stack([torch.ones(4), x], dim=1)
# end
# code 1B
net = nn.Sequential(
    nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1), nn.Sigmoid())
# end
# code 1C
net = nn.Sequential(
    nn.Linear(28 * 28, 32), nn.ReLU(), nn.Linear(32, 1), nn.Sigmoid())
# end
# code 2
x = torch.tensor([[0.0], [0.1], [0.2]])
y = torch.tensor([[0.0], [0.2], [0.4]])
torch.manual_seed(43052)
net = nn.Linear(1, 1)
# end
# code 2.predict
net = net.to("cuda:0")         # moves the network
predictions = net(x.to("cuda:0"))  # x itself stays
# end
# code 2.times
torch.manual_seed(5)
y = 0.01 * torch.randn(100, 1)
net = nn.Sequential(nn.Linear(1, nodes), nn.ReLU(), nn.Linear(nodes, 1))
# end
# code 3A
torch.manual_seed(43052)
x = torch.linspace(-10, 10, count).reshape(-1, 1)
y = 2 * x + torch.randn(count, 1)
some = x[::100], y[::100]
# end
# code 3A.fit
for epoch in range(50):
    loss = loss_fn(net(x), y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
# end
# code 3B
for update in range(10):
    xh, yh = x[update % 2::2], y[update % 2::2]
    loss = loss_fn(net(xh.to(device)), yh.to(device))
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
# end
# code 3C
for xm, ym in dl:
    loss = loss_fn(net(xm), ym)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
# end
# code 3D
dl = DataLoader(ds, batch_size=len(ds))
dl = DataLoader(ds, batch_size=1)
dl = DataLoader(ds, batch_size=3)
# end
# code 3E
x = torch.arange(10.0).reshape(-1, 1)
y = torch.tensor([1.0] * 5 + [0.0] * 5).reshape(-1, 1)
ds = TensorDataset(x, y)
first = ds[0]
# end
# code 3E.dl
dl = DataLoader(ds, batch_size=3)
shuffled = DataLoader(ds, batch_size=3, shuffle=True)
# end
# code 3F.network
torch.manual_seed(1)
net = nn.Sequential(
    nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 1), nn.Sigmoid())
# end
# code 3F
optimizer = optim.SGD(net.parameters(), lr=0.001)
for epoch in range(epochs):
    for xm, ym in dl:
        loss = nn.BCELoss()(net(xm), ym)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
accuracy = ((net(x) > 0.5) == y).float().mean()
# end
