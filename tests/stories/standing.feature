# language: zh-CN
功能: 红牌久立不办，机关自动立项，一台电脑上如此，服务器上也如此

  背景:
    假如 一个演练机关

  场景: 红牌满三个工作日，机关自动立项，只立一次，由督办员销号
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于调查的通知"} |
    而且 到了截止时间，监控看一遍
    那么 督办台上没有在督的件
    当 红牌又过了 3 个工作日，监控看一遍
    那么 机关只立过一次项，因为 red-stands，由 陈静 负责
    当 红牌又过了 4 个工作日，监控看一遍
    那么 机关只立过一次项，因为 red-stands，由 陈静 负责
    而且 chen 办理 close-supervision 被拒：not-your-post
    当 依次办理
      | 谁   | 动作              | 内容 |
      | chen | report-progress   | {"opinion": "今日办结"} |
      | wu   | close-supervision | {} |
    那么 督办台上没有在督的件
    而且 机关只立过一次项，因为 red-stands，由 陈静 负责

  场景: 同一件在两个环节先后红牌，机关立即立项
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于寒潮的通知", "urgency": "特急"} |
    而且 到了截止时间，监控看一遍
    而且 依次办理
      | 谁   | 动作    | 内容 |
      | chen | examine | {"answers": [true, true, true, true, true]} |
    那么 督办台上没有在督的件
    当 到了截止时间，监控看一遍
    那么 机关只立过一次项，因为 second-red，由 王建国 负责
