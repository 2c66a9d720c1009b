// Workers that have no WebSockets: nobody could hold back what they say.
(inWorker) => {
  if (inWorker) delete self.WebSocket;
  delete self.WebTransport;
}
