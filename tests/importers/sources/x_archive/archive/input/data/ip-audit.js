window.YTD.ip_audit.part0 = [
  {
    "ipAudit": {
      "accountId": "5550001",
      "createdAt": "2026-02-28T08:00:00.000Z",
      "loginIp": "192.0.2.1"
    }
  }
]