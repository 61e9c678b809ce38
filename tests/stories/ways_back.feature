# language: zh-CN
功能: 退回、撤回、转办、代办、更正、撤稿
  每一条回头路都有理由，都留在记录上。

  背景:
    假如 一个演练机关

  场景: 退回须有理由，改后按程序重走
    当 走到 check
    那么 wang 办理 return 被拒：reason-missing
      """
      {"to": "draft", "reason": " "}
      """
    当 依次办理
      | 谁   | 动作   | 内容                                                        |
      | wang | return | {"to": "draft", "reason": "补充依据", "then": "repeat"}     |
      | li   | revise | {"body": "一、依据已补充"}                                  |
      | li   | submit | {}                                                          |
    那么 现在的环节是 check，由 zhou 办理

  场景: 退回后可以直接送回退回人
    当 走到 check
    而且 依次办理
      | 谁   | 动作   | 内容                                                        |
      | wang | return | {"to": "draft", "reason": "改一个字", "then": "resume"}     |
      | li   | revise | {"body": "一、改好"}                                         |
      | li   | submit | {}                                                          |
    那么 现在的环节是 review，由 wang 办理

  场景: 签发之后改了字，即使要求直送也须重签
    当 走到 sign
    而且 依次办理
      | 谁   | 动作   | 内容                                                        |
      | chen | return | {"to": "draft", "reason": "错字", "then": "resume"}         |
      | li   | revise | {"body": "一、改了内容"}                                     |
      | li   | submit | {}                                                          |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 下一人打开之前可以撤回，打开之后不能
    当 走到 check
    而且 依次办理
      | 谁   | 动作   | 内容 |
      | zhou | recall | {}   |
    那么 现在的环节是 check，由 zhou 办理
    当 依次办理
      | 谁   | 动作   | 内容 |
      | zhou | review | {}   |
    而且 wang 打开公文
    那么 zhou 办理 recall 被拒：already-opened

  场景: 转办换人不换钟
    当 走到 submit
    而且 记下截止时间
    而且 依次办理
      | 谁   | 动作     | 内容                               |
      | zhou | transfer | {"to": "sun", "reason": "外出"}    |
    那么 截止时间没有变

  场景: 代办写明“甲代乙”，期限外无权，成环被拒
    当 依次办理
      | 谁    | 动作     | 内容                                                              |
      | zhang | stand-in | {"person": "liu", "from": "2026-03-02", "until": "2026-03-03"}   |
    那么 liu 办理 stand-in 被拒：stand-in-loop
      """
      {"person": "zhang", "from": "2026-03-02", "until": "2026-03-03"}
      """
    而且 zhang 办理 stand-in 被拒：back-dated
      """
      {"person": "wang", "from": "2026-02-02", "until": "2026-02-03"}
      """
    当 走到 review
    而且 依次办理
      | 谁  | 动作 | 内容                |
      | liu | sign | {"opinion": "同意"} |
    那么 记录写明 liu 代 zhang

  场景: 代办期满就无权了
    当 依次办理
      | 谁    | 动作     | 内容                                                            |
      | zhang | stand-in | {"person": "liu", "from": "2026-03-02", "until": "2026-03-02"} |
    而且 走到 review
    假如 时间是 2026-03-03T09:00:00+08:00
    那么 liu 办理 sign 被拒：no-such-document

  场景: 更正登记错的要素，旧值留在记录上
    当 依次办理
      | 谁   | 动作     | 内容                                                       |
      | chen | register | {"title": "关于检查的通知", "number": "省发〔2026〕1号"}    |
      | chen | correct  | {"field": "number", "value": "省发〔2026〕7号", "reason": "误录"} |
    那么 要素 number 是 省发〔2026〕7号，记录中有旧值 省发〔2026〕1号

  场景: 没送出的稿子可以撤，送出的不能
    当 依次办理
      | 谁 | 动作    | 内容                                                |
      | li | draft   | {"title": "关于值班的通知", "body": "正文", "to": "各科"} |
    那么 zhou 看不到这份公文
    当 依次办理
      | 谁 | 动作    | 内容 |
      | li | abandon | {}   |
    那么 公文的状态是 abandoned

  场景: 催办记录在案，不改变任何人手里的事
    当 走到 submit
    而且 依次办理
      | 谁 | 动作 | 内容                |
      | wu | urge | {"note": "请抓紧"} |
    那么 现在的环节是 check，由 zhou 办理
